//! What can be said on the command line, and what is refused.

use super::{folder, refused, run, succeeded};

#[tokio::test]
async fn help_lists_every_command_and_option() {
    let general = succeeded(run(&["--help"], None).await);
    for command in ["run", "demo", "rehearse", "rooms", "link", "close", "delete"] {
        assert!(general.lines().any(|line| line.trim_start().starts_with(command)), "{command}: {general}");
        let own = succeeded(run(&[command, "--help"], None).await);
        assert!(own.contains("Usage: charrette"), "{own}");
    }
    let serving = [
        "--listen",
        "--data",
        "--create",
        "--create-key",
        "--public-url",
        "--allow-host",
        "--seats",
        "--sockets",
        "--metrics",
        "--log",
        "--log-format",
    ];
    let of_run = succeeded(run(&["run", "--help"], None).await);
    for (command, options) in [
        ("run", &serving[..]),
        ("demo", &["--fast", "--template", "--people", "--seed", "--stay", "--listen"]),
        ("rehearse", &["--fast", "--people", "--seed"]),
        ("rooms", &["--data"]),
        ("link", &["--data", "--role"]),
        ("close", &["--data"]),
        ("delete", &["--data", "--yes"]),
    ] {
        let help = succeeded(run(&[command, "--help"], None).await);
        let told: Vec<_> = help.split_whitespace().filter(|word| word.starts_with("--")).collect();
        for option in options {
            assert!(told.contains(option), "{command} {option}: {help}");
        }
    }
    for option in serving {
        assert!(general.contains(option), "{option}: without a command it is `run`");
        let variable = format!("CHARRETTE_{}", option.trim_start_matches("--").replace('-', "_").to_uppercase());
        assert!(of_run.contains(&variable), "{variable}");
    }
    let version = succeeded(run(&["--version"], None).await);
    assert_eq!(version.trim(), format!("charrette {}", env!("CARGO_PKG_VERSION")));
}

#[tokio::test]
async fn options_that_are_unknown_or_contradict_each_other_are_refused_in_words() {
    for (arguments, words) in [
        (&["--no-such-option"][..], "--no-such-option"),
        (&["no-such-command"], "no-such-command"),
        (&["run", "--seats", "0"], "--seats"),
        (&["run", "--seats", "1001"], "--seats"),
        (&["run", "--seats", "many"], "--seats"),
        (&["run", "--sockets", "0"], "--sockets"),
        (&["run", "--listen", "here"], "--listen"),
        (&["run", "--listen", "127.0.0.1:99999"], "--listen"),
        (&["run", "--create", "nobody"], "[possible values: open, key]"),
        (&["run", "--log-format", "xml"], "[possible values: text, json]"),
        (&["demo", "--template", "seminar"], "--template"),
        (&["demo", "--people", "0"], "--people"),
        (&["demo", "--people", "46"], "--people"),
        (&["link"], "<WORKSHOP>"),
        (&["link", "K7MQ-4XWD", "--role", "king"], "[possible values: lead, co-facilitator"),
        (&["--seats", "10", "rooms"], "cannot be used with"),
    ] {
        refused(&run(arguments, None).await, words);
    }
    // Those below would serve, so each has a folder of its own.
    let data = folder();
    for (arguments, words) in [
        (&["run", "--create", "open", "--create-key", "long enough a key"][..], "contradict each other: leave one out"),
        (&["run", "--create-key", "short"], "at least 12 characters"),
        (&["run", "--metrics", "0.0.0.0:0"], "--metrics must be a loopback address"),
        (&["run", "--public-url", "rooms.example"], "--public-url must look like https://rooms.example.org"),
        (&["run", "--public-url", "https://rooms.example/path"], "without a path"),
        (&["run", "--log", "charrette=loud"], "try --log info"),
        (&["run", "--listen", "192.0.2.1:4480", "--create", "open"], "choose another with --listen"),
    ] {
        let ran = run(arguments, Some(data.path())).await;
        refused(&ran, words);
        assert!(ran.err.starts_with("charrette: "), "{ran:?}");
    }
    let file = data.path().join("file");
    std::fs::write(&file, "no folder").expect("the folder can be written");
    refused(&run(&["run", "--listen", "127.0.0.1:0"], Some(&file)).await, &file.display().to_string());
    refused(&run(&["rooms"], Some(&data.path().join("none"))).await, "with --data");
}
