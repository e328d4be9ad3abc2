//! The command `visavi`.

fn main() -> std::process::ExitCode {
    visavi::cli::run()
}
