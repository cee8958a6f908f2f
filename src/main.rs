//! The program: everything happens in [`mentor_match::cli`].

fn main() -> std::process::ExitCode {
    mentor_match::cli::run(std::env::args_os())
}
