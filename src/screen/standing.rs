//! What whoever sits here may do, beside their name; nothing in a program that names no roles.

use crate::app::App;
use crate::words::{Lang, roles};

/// From so many cells on the words are written out.
const ROOMY: u16 = 110;
/// With fewer, only what changes what one can do is said.
const NARROW: u16 = 80;

/// The words of the header: `ordförande · rådgivande roller`, as long as this width allows.
pub fn said(lang: Lang, app: &App, width: u16) -> String {
    if !app.session().program().criteria.roles.differ() {
        return String::new();
    }
    let (standing, advisory) = match width {
        ROOMY.. => (roles::standing(app.role(), lang), roles::advisory(lang)),
        NARROW.. => (roles::short_standing(app.role(), lang), roles::short_advisory(lang)),
        _ => (roles::short_standing(app.role(), lang).filter(|_| !app.roles_are_advisory()), roles::short_advisory(lang)),
    };
    let own = standing.and_then(|_| roles::own_standing(app.role(), lang));
    let standing = if app.present().is_empty() { standing } else { own };
    let advisory = app.roles_are_advisory().then_some(advisory);
    standing.into_iter().chain(advisory).collect::<Vec<_>>().join(" · ")
}
