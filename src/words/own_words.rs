//! The group's own words: choosing two passages that mean the same, what is written, and what follows.

use super::Lang;
use super::counter::because;
use crate::app::message::{Asked, Written};
pub use crate::own_words::OWN_TABLE;
use crate::own_words::criteria::Unclear;
use crate::own_words::{Added, NotAdded};
use crate::program::Shown;
use crate::scoring::percent;
use crate::scoring::text::{LONGEST_TERM, MOST_WORDS, NoUnion, OneSide};

/// The title of the choice.
pub fn title(lang: Lang, criterion: &str) -> String {
    lang.pick(format!("De här betyder samma sak · {criterion}"), format!("These mean the same · {criterion}"))
}

/// What to do there, by stage.
pub fn choose_want(lang: Lang) -> &'static str {
    lang.pick(
        "Välj de ord som frågar efter något. Det som ingen besvarar (?) står först.",
        "Choose the words that ask for something. What nobody answers (?) comes first.",
    )
}

/// What to do in the second list.
pub fn choose_offer(lang: Lang, want: &str) -> String {
    lang.pick(
        format!("Vad betyder samma sak som «{want}»? Välj i listan, eller skriv egna ord."),
        format!("What means the same as «{want}»? Choose in the list, or write words of your own."),
    )
}

/// The heading of what somebody asks.
pub fn asked_by(lang: Lang, name: &str) -> String {
    lang.pick(format!("1. {name} frågar efter"), format!("1. {name} asks for"))
}

/// The heading of what somebody offers.
pub fn said_by(lang: Lang, name: &str) -> String {
    lang.pick(format!("2. {name} skriver"), format!("2. {name} writes"))
}

/// Before the field of the second list.
pub fn look(lang: Lang) -> &'static str {
    lang.pick("Sök eller skriv: ", "Search or write: ")
}

/// The line for the words that have been typed.
pub fn typed(lang: Lang) -> &'static str {
    lang.pick("egna ord", "your own words")
}

/// An empty list of what somebody offers.
pub fn nothing_found(lang: Lang) -> &'static str {
    lang.pick("Ingenting: skriv egna ord.", "Nothing: write words of your own.")
}

/// What is about to be written, and what follows from it; `named` when the criteria name the table already.
pub fn question(lang: Lang, words: [&str; 2], (table, named): (&str, bool)) -> [String; 3] {
    let [want, offer] = words;
    let (sv, en) = match named {
        true => (format!("En rad läggs till i {table}."), format!("A line is added to {table}.")),
        false => (
            format!("En rad läggs till i {table}, och criteria.toml får veta att filen finns."),
            format!("A line is added to {table}, and criteria.toml is told of the file."),
        ),
    };
    lang.pick(
        [
            format!("«{want}» och «{offer}» betyder samma sak?"),
            format!("Så blir det i hela programmet, för alla. {sv} Inget annat i era filer ändras."),
            "Alla poäng räknas om, och förslaget kan ändras. Låsta par rörs inte. Raden går att ta bort ur filen igen.".to_owned(),
        ],
        [
            format!("Do «{want}» and «{offer}» mean the same?"),
            format!("They will in this whole program, for everybody. {en} Nothing else in your files changes."),
            "All scores are worked out again, and the proposal may change. Locked pairs stay. The line can be taken out of the file again."
                .to_owned(),
        ],
    )
}

/// The files were read again: why, what the pair's score became, how many pairs of the proposal changed.
pub fn read_again(asked: &Asked, score: Option<(u16, u16)>, changed: usize, lang: Lang) -> String {
    let what = match asked {
        Asked::Nothing => lang.pick("Filerna är lästa igen.", "The files have been read again.").to_owned(),
        Asked::Unite { words: [want, offer], written } => {
            let table = written.as_ref().filter(|written| written.lines > 0).map(|Written { table, .. }| Shown::new(table).to_string());
            let table = table.map_or_else(String::new, |table| format!(" ({table})"));
            lang.pick(
                format!("«{want}» och «{offer}» betyder nu samma sak{table}."),
                format!("«{want}» and «{offer}» mean the same now{table}."),
            )
        }
    };
    let score = score.map(|(before, after)| (percent(before), percent(after)));
    let score = match score {
        Some((before, after)) if before != after => {
            lang.pick(format!(" Poäng {before} → {after} %."), format!(" Score {before} → {after} %."))
        }
        Some((_, after)) if *asked != Asked::Nothing => {
            lang.pick(format!(" Poängen är {after} % som förut."), format!(" The score is {after} % as before."))
        }
        _ => String::new(),
    };
    let changed = match changed {
        0 => lang.pick(" Förslaget är oförändrat.", " The proposal is unchanged.").to_owned(),
        1 => lang.pick(" 1 par i förslaget ändrat.", " 1 pair of the proposal changed.").to_owned(),
        many => lang.pick(format!(" {many} par i förslaget ändrade."), format!(" {many} pairs of the proposal changed.")),
    };
    what + &score + &changed
}

/// Why two passages cannot mean the same.
pub fn no_union(why: NoUnion, lang: Lang) -> String {
    let which = |side: OneSide| match side {
        OneSide::Wanted => lang.pick("Det som efterfrågas", "What is asked for"),
        OneSide::Offered => lang.pick("Det som svarar", "What answers"),
    };
    match why {
        NoUnion::Nothing(side) => lang.pick(format!("{} har inga bokstäver.", which(side)), format!("{} has no letters.", which(side))),
        NoUnion::TooLong(side) => lang.pick(
            format!("{} är för långt: högst {MOST_WORDS} ord och {LONGEST_TERM} tecken.", which(side)),
            format!("{} is too long: at most {MOST_WORDS} words and {LONGEST_TERM} characters.", which(side)),
        ),
        NoUnion::Apart(side) => lang.pick(
            format!("{} är flera led. Välj ord som står ihop, utan komma eller punkt emellan.", which(side)),
            format!("{} has several parts. Choose words that stand together, without a comma or full stop.", which(side)),
        ),
        NoUnion::NoTopic(side) => lang.pick(
            format!("{} är bara ord som alla använder; de säger inget om ett ämne.", which(side)),
            format!("{} is only words that everybody uses; they name no topic.", which(side)),
        ),
        NoUnion::Already => lang.pick("De betyder redan samma sak.", "They mean the same already.").to_owned(),
    }
}

/// Why nothing was written.
pub fn not_added(error: &NotAdded, lang: Lang) -> String {
    let shown = |text: &str| Shown::new(text).to_string();
    match error {
        NotAdded::Union(why) => no_union(*why, lang),
        NotAdded::Criteria(Unclear::Missing) => lang.pick("criteria.toml finns inte.", "There is no criteria.toml.").to_owned(),
        NotAdded::Criteria(Unclear::NotToml) => lang
            .pick(
                "Kriteriefilen är ingen giltig TOML; rätta den först (mentor-match check).",
                "The criteria file is no valid TOML; correct it first (mentor-match check).",
            )
            .to_owned(),
        NotAdded::Criteria(Unclear::NotAList) => lang
            .pick(
                "concepts under [text] i kriteriefilen är ingen lista med filnamn; rätta den först.",
                "concepts under [text] in the criteria file is no list of file names; correct it first.",
            )
            .to_owned(),
        NotAdded::Outside { table } => lang.pick(
            format!("{} är ingen vanlig fil i programmets mapp; ordlistan måste ligga där.", shown(table)),
            format!("{} is no ordinary file in the program directory; the table has to lie there.", shown(table)),
        ),
        NotAdded::NotATable { table } => lang.pick(
            format!("{} är inte text i UTF-8 eller för stor; spara om den som UTF-8.", shown(table)),
            format!("{} is not UTF-8 text, or too large; save it as UTF-8.", shown(table)),
        ),
        NotAdded::Held { table } => lang.pick(
            format!("Någon annan skriver i {} just nu; försök igen.", shown(table)),
            format!("Somebody else is writing in {} at the moment; try again.", shown(table)),
        ),
        NotAdded::File { file, error } => {
            let (file, why) = (shown(file), because(error, lang));
            lang.pick(
                format!("Kan inte skriva i {file}: {why}. Ingenting är ändrat."),
                format!("Cannot write in {file}: {why}. Nothing has changed."),
            )
        }
    }
}

/// What the counter says when words were added.
pub fn added(words: [&str; 2], added: &Added, lang: Lang) -> String {
    let [want, offer] = words;
    let table = Shown::new(&added.table);
    if added.lines == 0 {
        return lang
            .pick(format!("«{want}» och «{offer}» betyder redan samma sak."), format!("«{want}» and «{offer}» mean the same already."));
    }
    let named = if added.named { lang.pick(" criteria.toml nämner nu filen.", " criteria.toml names the file now.") } else { "" };
    lang.pick(
        format!("«{want}» och «{offer}» betyder nu samma sak i programmet ({table}).{named}"),
        format!("«{want}» and «{offer}» mean the same in this program now ({table}).{named}"),
    )
}

/// What the counter says when a program has no words of its own.
pub fn no_words(lang: Lang) -> &'static str {
    lang.pick(
        "Programmet har inga egna ord. Lägg till: mentor-match words DIR \"ord\" \"annat ord\"",
        "The program has no words of its own. To add some: mentor-match words DIR \"word\" \"other word\"",
    )
}

/// The program has no criteria at the moment.
pub fn nothing_to_read(lang: Lang) -> &'static str {
    lang.pick(
        "kriterierna går inte att läsa just nu, så allt står kvar som det lästes (mentor-match check säger varför)",
        "the criteria cannot be read at the moment, so everything stays as it was read (mentor-match check says why)",
    )
}

/// Only one of the two passages was given.
pub fn one_of_two(lang: Lang) -> &'static str {
    lang.pick(
        "skriv två ord som betyder samma sak: mentor-match words DIR \"ord\" \"annat ord\"",
        "write two words that mean the same: mentor-match words DIR \"word\" \"other word\"",
    )
}
