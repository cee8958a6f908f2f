//! In which order people are listed, and which of them.

/// The order of the left pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Those who need a look first.
    #[default]
    Review,
    /// By last name, as a Swedish dictionary orders letters.
    Name,
    /// Best score first, nobody last.
    Score,
    /// By id.
    Id,
}

/// Which people the left pane lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// Everybody.
    #[default]
    All,
    /// Those without a partner.
    Unmatched,
    /// Those who are not locked.
    Unlocked,
    /// Those who are locked.
    Locked,
    /// Those whose present pair a rule marks.
    Warned,
}

/// One line of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// List in this order.
    Order(Order),
    /// List these people.
    Filter(Filter),
}

/// The menu's lines, from top to bottom.
pub const CHOICES: [Choice; 9] = [
    Choice::Order(Order::Review),
    Choice::Order(Order::Name),
    Choice::Order(Order::Score),
    Choice::Order(Order::Id),
    Choice::Filter(Filter::All),
    Choice::Filter(Filter::Unmatched),
    Choice::Filter(Filter::Unlocked),
    Choice::Filter(Filter::Locked),
    Choice::Filter(Filter::Warned),
];
