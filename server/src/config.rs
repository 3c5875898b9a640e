//! Every option, with its default and its reason; raw values become checked [`Settings`].

use crate::network::Network;
use charrette_protocol::Template;
use charrette_workshop::limits;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Charrette: a live workshop room for a group of people and their facilitators.
#[derive(Debug, Parser)]
#[command(name = "charrette", version, about, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do; without a command, `run`.
    #[command(subcommand)]
    pub command: Option<Action>,
    /// Options of `run`, when no command is given.
    #[command(flatten)]
    pub run: Run,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Serve workshops (the default).
    Run(Run),
    /// Serve a sample workshop and let 45 simulated people work in it.
    Demo(Demo),
    /// Rehearse a workshop: copy it, let simulated people work in the copy, check every screen.
    Rehearse(Rehearse),
    /// List the workshops of a data folder.
    Rooms(Operate),
    /// Make a link into a workshop, for instance when every facilitator has lost theirs.
    Link(Link),
    /// Close a workshop's door and retire its code; nothing is deleted.
    Close(One),
    /// Delete a workshop for good.
    Delete(Delete),
}

/// Options of `run`.
#[derive(Debug, Clone, Args)]
pub struct Run {
    /// Address and port to listen on. 0.0.0.0:4480 lets a whole building in.
    #[arg(long, env = "CHARRETTE_LISTEN", default_value = "127.0.0.1:4480", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Folder that holds everything: back it up, and nothing else.
    #[arg(long, env = "CHARRETTE_DATA", default_value = "data", value_name = "FOLDER")]
    pub data: PathBuf,
    /// Who may open workshops. Default: everybody on loopback, holders of the key beyond it.
    #[arg(long, env = "CHARRETTE_CREATE", value_name = "WHO")]
    pub create: Option<Create>,
    /// The creation key. Default: one is drawn and kept in the data folder, and its place printed.
    #[arg(long, env = "CHARRETTE_CREATE_KEY", hide_env_values = true, value_name = "KEY")]
    pub create_key: Option<String>,
    /// The address people use where a proxy stands in front, without a path: `https://rooms.example.org`
    #[arg(long, env = "CHARRETTE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// A further name this server is reached by; may be repeated.
    #[arg(long = "allow-host", env = "CHARRETTE_ALLOW_HOST", value_delimiter = ',', value_name = "NAME")]
    pub allow_hosts: Vec<String>,
    /// A proxy whose X-Forwarded-For header is believed: an address, or a network such as 10.0.0.0/8;
    /// may be repeated. Everybody else's header is ignored.
    #[arg(
        long = "trusted-proxy",
        env = "CHARRETTE_TRUSTED_PROXY",
        value_delimiter = ',',
        value_name = "ADDRESS[/LENGTH]"
    )]
    pub trusted_proxies: Vec<Network>,
    /// People who write and vote in one workshop, at most.
    #[arg(long, env = "CHARRETTE_SEATS", default_value_t = limits::SEATS as u32, value_name = "NUMBER",
          value_parser = clap::value_parser!(u32).range(1..=limits::SEATS_MOST as i64))]
    pub seats: u32,
    /// Sockets open at once, at most; more are told that the server is busy.
    #[arg(long, env = "CHARRETTE_SOCKETS", default_value_t = 10_000, value_name = "NUMBER",
          value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub sockets: u32,
    /// Serve metrics for Prometheus at this loopback address. Default: not at all.
    #[arg(long, env = "CHARRETTE_METRICS", value_name = "ADDRESS")]
    pub metrics: Option<SocketAddr>,
    /// What to log: a level, or directives such as charrette_server=debug
    #[arg(long, env = "CHARRETTE_LOG", default_value = "warn,charrette_server=info", value_name = "DIRECTIVES")]
    pub log: String,
    /// How to write the log.
    #[arg(long, env = "CHARRETTE_LOG_FORMAT", default_value = "text", value_name = "FORMAT")]
    pub log_format: LogFormat,
}

/// Who may open workshops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Create {
    /// Everybody who reaches the server.
    Open,
    /// Whoever has the creation key.
    Key,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// Options of `demo`.
#[derive(Debug, Clone, Args)]
pub struct Demo {
    /// Do not wait like people do; finish as fast as the server can.
    #[arg(long)]
    pub fast: bool,
    /// The agenda they work through.
    #[arg(long, default_value = Template::FullSeminar.key(), value_name = "TEMPLATE", value_parser = template())]
    pub template: Template,
    /// How many people take part.
    #[arg(long, default_value_t = 45, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=45))]
    pub people: u32,
    /// Whence chance comes; the same seed gives the same people.
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    pub seed: u64,
    /// Keep serving after the people have left, until Ctrl-C; always so without --fast.
    #[arg(long)]
    pub stay: bool,
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:4480", value_name = "ADDRESS")]
    pub listen: SocketAddr,
}

/// A template by its key, with the title it gives a workshop in `--help`.
fn template() -> impl TypedValueParser<Value = Template> {
    let named = |template: &Template| {
        PossibleValue::new(template.key()).help(charrette_workshop::templates::built_in(*template).title)
    };
    PossibleValuesParser::new(Template::ALL.iter().map(named))
        .map(|key| Template::ALL.into_iter().find(|one| one.key() == key).expect("clap takes only keys"))
}

/// Options of `rehearse`.
#[derive(Debug, Clone, Args)]
pub struct Rehearse {
    /// A lead facilitator's link to the workshop, as the console shows it.
    pub link: String,
    /// Do not wait like people do; finish as fast as the server can.
    #[arg(long)]
    pub fast: bool,
    /// How many people take part.
    #[arg(long, default_value_t = 45, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=45))]
    pub people: u32,
    /// Whence chance comes; the same seed gives the same people.
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    pub seed: u64,
}

/// Which data folder to work on.
#[derive(Debug, Clone, Args)]
pub struct Operate {
    /// The server's data folder; a running server is asked, a stopped one's folder is opened.
    #[arg(long, env = "CHARRETTE_DATA", default_value = "data", value_name = "FOLDER")]
    pub data: PathBuf,
}

/// One workshop of a data folder.
#[derive(Debug, Clone, Args)]
pub struct One {
    /// The workshop: its code, or its id as `rooms` lists it.
    // An id may begin with a hyphen.
    #[arg(allow_hyphen_values = true)]
    pub workshop: String,
    /// Where it is.
    #[command(flatten)]
    pub operate: Operate,
}

/// Options of `link`.
#[derive(Debug, Clone, Args)]
pub struct Link {
    /// Which workshop.
    #[command(flatten)]
    pub one: One,
    /// What the link grants.
    #[arg(long, default_value = "lead", value_name = "ROLE")]
    pub role: LinkRole,
}

/// What an operator's link can grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LinkRole {
    /// A lead facilitator's seat.
    Lead,
    /// A co-facilitator's seat.
    CoFacilitator,
    /// A participant's seat.
    Participant,
    /// An observer's seat.
    Observer,
    /// A projector.
    Wall,
}

/// Options of `delete`.
#[derive(Debug, Clone, Args)]
pub struct Delete {
    /// Which workshop.
    #[command(flatten)]
    pub one: One,
    /// Do not ask.
    #[arg(long)]
    pub yes: bool,
}

/// Options that hold together, as the running server uses them.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The address people use, without a slash at the end.
    pub public_url: Option<String>,
    /// Names this server answers to, beside addresses and `localhost`.
    pub hosts: Vec<String>,
    /// The key that opening a workshop needs.
    pub create_key: Option<String>,
    /// Proxies that are believed when they say for whom they ask.
    pub trusted_proxies: Vec<Network>,
    /// People who count in one workshop.
    pub seats: u32,
    /// Sockets open at once, of those who have a seat.
    pub sockets: u32,
    /// Connections open at once; none = as many as the sockets and the operating system let.
    pub connections: Option<u32>,
}

/// Options that do not hold together, in words with a way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    /// An open door with a key.
    #[error("--create open and --create-key contradict each other: leave one out")]
    OpenWithKey,
    /// A short key can be guessed.
    #[error(
        "--create-key needs at least 12 characters, so that it cannot be guessed; or leave it out and one is drawn"
    )]
    ShortKey,
    /// Not an address people can open.
    #[error("--public-url must look like https://rooms.example.org, without a path; it is {0}")]
    PublicUrl(String),
    /// Metrics tell too much to be told to everybody.
    #[error("--metrics must be a loopback address such as 127.0.0.1:9480: metrics are for this machine only")]
    Metrics,
}

impl Run {
    /// Checks that the options hold together. `drawn` gives the creation key kept in the data
    /// folder, for when one is needed and none was given.
    ///
    /// # Errors
    /// A [`Contradiction`], or what `drawn` says.
    pub fn settings<E: From<Contradiction>>(&self, drawn: impl FnOnce() -> Result<String, E>) -> Result<Settings, E> {
        if self.create == Some(Create::Open) && self.create_key.is_some() {
            return Err(Contradiction::OpenWithKey.into());
        }
        if self.create_key.as_ref().is_some_and(|key| key.chars().count() < 12) {
            return Err(Contradiction::ShortKey.into());
        }
        if self.metrics.is_some_and(|address| !address.ip().is_loopback()) {
            return Err(Contradiction::Metrics.into());
        }
        let public_url = self.public_url.as_ref().map(|url| check_public_url(url)).transpose()?;
        let keyed = match (self.create, &self.create_key) {
            (Some(Create::Key), _) | (None, Some(_)) => true,
            (Some(Create::Open), _) => false,
            (None, None) => !self.listen.ip().is_loopback() || public_url.is_some(),
        };
        let create_key = match (keyed, &self.create_key) {
            (false, _) => None,
            (true, Some(key)) => Some(key.clone()),
            (true, None) => Some(drawn()?),
        };
        let own = public_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, host)| without_port(host));
        let hosts = self.allow_hosts.iter().map(String::as_str).chain(own).map(str::to_ascii_lowercase).collect();
        Ok(Settings {
            public_url,
            hosts,
            create_key,
            trusted_proxies: self.trusted_proxies.clone(),
            seats: self.seats,
            sockets: self.sockets,
            connections: None,
        })
    }
}

impl Settings {
    /// Whether a `Host` header names this server. Addresses always do; a name has to be known,
    /// so that a foreign name pointed at this machine opens nothing.
    pub fn knows_host(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        bare.parse::<IpAddr>().is_ok() || name == "localhost" || name.ends_with(".local") || self.hosts.contains(&name)
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

fn check_public_url(url: &str) -> Result<String, Contradiction> {
    let trimmed = url.trim_end_matches('/');
    let host = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    let plain = |host: &str| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
    };
    if host.is_some_and(plain) { Ok(trimmed.to_ascii_lowercase()) } else { Err(Contradiction::PublicUrl(url.into())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(arguments: &[&str]) -> Result<Settings, Contradiction> {
        let arguments = Arguments::try_parse_from([&["charrette"], arguments].concat()).unwrap();
        arguments.run.settings(|| Ok("a key from the folder".into()))
    }

    #[test]
    fn the_key_is_needed_beyond_loopback_unless_told_otherwise() {
        let key = |arguments: &[&str]| settings(arguments).unwrap().create_key;
        assert_eq!(key(&[]), None);
        assert_eq!(key(&["--listen", "0.0.0.0:1"]).as_deref(), Some("a key from the folder"));
        assert_eq!(key(&["--listen", "0.0.0.0:1", "--create", "open"]), None);
        assert_eq!(key(&["--create", "key", "--create-key", "long enough key"]).as_deref(), Some("long enough key"));
        assert_eq!(key(&["--public-url", "https://rooms.example"]).as_deref(), Some("a key from the folder"));
    }

    #[test]
    fn contradictions_are_refused_in_words() {
        for (arguments, wrong) in [
            (&["--create", "open", "--create-key", "long enough key"][..], Contradiction::OpenWithKey),
            (&["--create-key", "short"], Contradiction::ShortKey),
            (&["--metrics", "0.0.0.0:9480"], Contradiction::Metrics),
            (&["--public-url", "rooms.example"], Contradiction::PublicUrl("rooms.example".into())),
            (&["--public-url", "https://a/b"], Contradiction::PublicUrl("https://a/b".into())),
        ] {
            assert_eq!(settings(arguments).unwrap_err(), wrong);
        }
        for unknown in [&["--unknown"][..], &["--seats", "0"], &["--listen", "here"], &["--create", "maybe"]] {
            assert!(Arguments::try_parse_from([&["charrette"], unknown].concat()).is_err(), "{unknown:?}");
        }
    }

    #[test]
    fn a_demo_takes_every_template_by_its_key_and_no_other() {
        let demo = |arguments: &[&str]| Arguments::try_parse_from([&["charrette", "demo"], arguments].concat());
        let template = |arguments: &[&str]| match demo(arguments).unwrap().command {
            Some(Action::Demo(demo)) => demo.template,
            other => panic!("{other:?}"),
        };
        assert_eq!(template(&[]), Template::FullSeminar);
        for one in Template::ALL {
            assert_eq!(template(&["--template", one.key()]), one);
        }
        assert!(demo(&["--template", "seminar"]).is_err());
    }

    #[test]
    fn an_id_may_begin_with_hyphens() {
        for id in ["-EqVUjfcQT6NnPPmPqGng8", "--yesjfcQT6NnPPmPqGng8", "-hVUjfcQT6NnPPmPqGng8_", "-hyphen"] {
            for arguments in [&["--yes", id][..], &[id, "--yes"], &["--data", "x", id, "--yes"]] {
                let parsed = Arguments::try_parse_from([&["charrette", "delete"], arguments].concat()).unwrap();
                let Some(Action::Delete(delete)) = parsed.command else { panic!("{arguments:?}") };
                assert_eq!((delete.one.workshop.as_str(), delete.yes), (id, true), "{arguments:?}");
            }
        }
        assert!(Arguments::try_parse_from(["charrette", "delete", "--yes"]).is_err(), "an option is no id");
    }

    #[test]
    fn addresses_and_known_names_are_its_own() {
        let settings = settings(&["--public-url", "https://Rooms.example:8443", "--allow-host", "venue.test"]).unwrap();
        for own in [
            "127.0.0.1:4480",
            "[::1]:4480",
            "10.0.0.7",
            "localhost:1",
            "laptop.local:1",
            "ROOMS.example:8443",
            "venue.test",
        ] {
            assert!(settings.knows_host(own), "{own}");
        }
        for foreign in ["evil.example", "rooms.example.evil", "", "localhost.evil"] {
            assert!(!settings.knows_host(foreign), "{foreign}");
        }
    }
}
