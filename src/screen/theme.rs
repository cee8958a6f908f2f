//! What things mean, and how that looks: roles to styles, and the passes that fit a finished picture to its terminal.
//!
//! Named colours and modifiers only, so that every background works: never black, white, yellow or a colour by number, never a foreground
//! and a background together, and whole sentences in the terminal's own colour. A colour is only ever laid on top of a sign or a word, so a terminal without colours loses nothing.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

/// How many colours the terminal may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// None: signs, words and modifiers carry everything.
    None,
    /// The sixteen named colours.
    #[default]
    Sixteen,
}

/// What a piece of the picture means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Plain,
    /// What is there when it is looked for: lines, remarks, units.
    Muted,
    /// What a box is about.
    Title,
    /// What matters most in a line.
    Strong,
    /// The row under the cursor, in the pane that has the keys.
    Cursor,
    /// The row under the cursor, in the other pane.
    Shadow,
    /// Locked by people.
    Locked,
    /// Forbidden by people or blocked by a rule.
    Barred,
    /// Moved by the last decision.
    Moved,
    /// Somebody should look: a warning, the worst off.
    Warned,
    /// A bar.
    Bar,
    /// A bar in the row under the cursor.
    CursorBar,
    /// A key that works now.
    Key,
    /// Words quoted from an application that answer each other.
    Evidence,
    /// What is said about words that asked and got no answer.
    Gap,
    /// Those words in the application itself.
    Unanswered,
    /// Letters that a search found.
    Found,
    /// Somebody else of the group.
    Colleague,
    /// The letters of one of the group, in one of five colours.
    Letters(Hue),
    /// Something went wrong.
    Failed,
    /// The line that says that the past is seen.
    Past,
}

/// One of the colours that tell people of the group apart, on top of their letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Hue {
    Magenta,
    Cyan,
    Green,
    Blue,
    Red,
}

/// All of them.
pub const HUES: [Hue; 5] = [Hue::Magenta, Hue::Cyan, Hue::Green, Hue::Blue, Hue::Red];

/// Every role, for tests and for the legend.
pub const ROLES: [Role; 25] = [
    Role::Plain,
    Role::Muted,
    Role::Title,
    Role::Strong,
    Role::Cursor,
    Role::Shadow,
    Role::Locked,
    Role::Barred,
    Role::Moved,
    Role::Warned,
    Role::Bar,
    Role::CursorBar,
    Role::Key,
    Role::Evidence,
    Role::Gap,
    Role::Unanswered,
    Role::Found,
    Role::Colleague,
    Role::Letters(Hue::Magenta),
    Role::Letters(Hue::Cyan),
    Role::Letters(Hue::Green),
    Role::Letters(Hue::Blue),
    Role::Letters(Hue::Red),
    Role::Failed,
    Role::Past,
];

/// How a role looks.
pub fn style(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Plain => plain,
        Role::Muted => plain.add_modifier(Modifier::DIM),
        Role::Title | Role::Strong => plain.add_modifier(Modifier::BOLD),
        // One even bar: what is under it loses its colour and its dimness, never its signs.
        Role::Cursor => plain.fg(Color::Reset).add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM),
        Role::Shadow => plain.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)).remove_modifier(Modifier::DIM),
        Role::Locked => plain.fg(Color::Green),
        Role::Barred => plain.fg(Color::Red),
        Role::Moved => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Warned => plain.fg(Color::Magenta),
        Role::Bar => plain.fg(Color::Cyan),
        // Dim, so that it is seen on the row when there are no colours.
        Role::CursorBar => plain.fg(Color::Cyan).add_modifier(Modifier::DIM).remove_modifier(Modifier::REVERSED),
        Role::Key => plain.add_modifier(Modifier::BOLD),
        Role::Evidence => plain.fg(Color::Green).add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        Role::Gap => plain.fg(Color::Magenta).add_modifier(Modifier::ITALIC),
        Role::Unanswered => plain.fg(Color::Magenta).add_modifier(Modifier::ITALIC.union(Modifier::UNDERLINED)),
        Role::Found => plain.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        Role::Colleague => plain.add_modifier(Modifier::BOLD),
        Role::Letters(hue) => {
            let colour = match hue {
                Hue::Magenta => Color::Magenta,
                Hue::Cyan => Color::Cyan,
                Hue::Green => Color::Green,
                Hue::Blue => Color::Blue,
                Hue::Red => Color::Red,
            };
            plain.fg(colour).add_modifier(Modifier::BOLD)
        }
        Role::Failed => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
        Role::Past => plain.fg(Color::Magenta).add_modifier(Modifier::BOLD.union(Modifier::REVERSED)),
    }
}

/// Takes from a finished picture what the terminal cannot show. Done over the cells because crossterm's own way of leaving out colours
/// takes the modifiers with them.
pub fn to_level(buffer: &mut Buffer, colour: Colour) {
    if colour == Colour::None {
        for cell in &mut buffer.content {
            cell.fg = Color::Reset;
            cell.bg = Color::Reset;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_readable_on_every_background() {
        let named = [Color::Red, Color::Green, Color::Blue, Color::Magenta, Color::Cyan];
        for role in ROLES {
            let style = style(role);
            assert!(style.bg.is_none(), "{role:?} names a background");
            assert!(
                style.fg.is_none_or(|fg| fg == Color::Reset || named.contains(&fg)),
                "{role:?} has a colour that some background swallows"
            );
        }
    }

    #[test]
    fn no_colour_leaves_modifiers() {
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 4, 1));
        buffer.set_string(0, 0, "Anna", style(Role::Key));
        to_level(&mut buffer, Colour::None);
        assert!(buffer.content.iter().all(|cell| cell.fg == Color::Reset && cell.modifier.contains(Modifier::BOLD)));
    }
}
