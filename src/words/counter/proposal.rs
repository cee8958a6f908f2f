//! What the counter says about the proposal as a whole: how much of it hangs on the weights.

use crate::words::Lang;

/// In how many percent of the re-weightings a pair stays, and whether that is as good as a coin.
pub fn robust(percent: u32, coin_flip: bool, lang: Lang) -> String {
    let flip = if coin_flip { lang.pick("slantsingling ", "coin flip ") } else { "" };
    format!("{flip}{percent} %")
}

/// What the column of shares means, and how many pairs are coin flips.
pub fn about_robustness(samples: u32, least: u32, coin_flips: usize, lang: Lang) -> String {
    let flips = super::counted(coin_flips, lang.pick("slantsingling", "coin flip"), lang.pick("slantsinglingar", "coin flips"));
    lang.pick(
        format!("Håller: andelen av {samples} andra viktningar, hälften till dubbelt, där paret står kvar. Under {least} %: slantsingling. Här: {flips}."),
        format!("Holds: the share of {samples} other weightings, half to double, in which the pair stays. Below {least} %: coin flip. Here: {flips}."),
    )
}
