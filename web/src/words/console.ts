// The words of the console. They stand apart from words.ts because only facilitators load them; the rules are the same.

import type { Attribution, BoardKind, Role, StepKind } from "../protocol.gen";
import type { Remains } from "../ui/console/agenda";
import { attributions, consoleDialogs } from "./console-dialogs";
import { count, form, list } from "./forms";

const kinds: Record<StepKind, string> = {
  talk: "talk",
  write: "writing",
  table: "work at tables",
  cluster: "grouping",
  ballot: "secret ballot",
  timeline: "timeline",
  draft: "drafting",
};

const kindHints: Record<StepKind, string> = {
  talk: "People listen and speak. A board or a closed ballot can be in view.",
  write: "Everybody writes notes, alone and at the same time.",
  table: "Tables work on notes or dates together.",
  cluster: "The room puts notes together and names what they say.",
  ballot: "Everybody puts dots on options, secretly.",
  timeline: "Everybody adds dated events to a timeline.",
  draft: "Statements are drafted. For now this step only shows its question.",
};

const roles: Record<Role, string> = {
  lead: "Lead facilitator",
  co_facilitator: "Co-facilitator",
  theme_team: "Theme team",
  table_host: "Table host",
  participant: "Participant",
  observer: "Observer",
  wall: "Wall",
};

const roleHints: Record<Role, string> = {
  lead: "Steers everything and appoints facilitators. Does not vote.",
  co_facilitator: "Steers everything. Does not vote.",
  theme_team: "Takes part, and can group notes at any time.",
  table_host: "Takes part, and looks after a table.",
  participant: "Writes, groups, votes.",
  observer: "Sees what the room sees. Never counted.",
  wall: "A screen.",
};

const attributionHints: Record<Attribution, string> = {
  named: "Everybody sees who wrote what.",
  perspective_only: "Everybody sees the perspective group, nobody sees a name, facilitators neither.",
  anonymous: "Nobody sees who or which group. New notes are kept without their author.",
};

const boards: Record<BoardKind, string> = { notes: "Notes", iceberg: "Iceberg", timeline: "Timeline" };

export const consoleWords = {
  ...consoleDialogs,
  kinds,
  kindHints,
  roles,
  roleHints,
  attributions,
  attributionHints,
  boards,

  absent: {
    title: "This browser has no seat in that workshop.",
    help: "Open the link for facilitators again, or ask the lead for a new one.",
  },

  head: {
    page: (title: string) => `${title}, console`,
    of: (role: Role) => `Console of the ${roles[role].toLowerCase()}`,
    joinWith: "Join with",
    noCode: "The code is retired",
    showCode: "Show the code",
    closeDoor: "Close the door",
    openDoor: "Open the door",
    doorClosed: "The door is closed: nobody new comes in. Whoever is in stays in.",
    doorOpened: "The door is open: people can come in with the code.",
    menu: "More",
    settings: "Title and purpose",
    perspectives: "Perspectives",
    attribution: "How notes are signed",
    tables: "Tables",
    links: "Links",
    import: "Import",
    export: "Export",
    rehearse: "Try it before the day",
    mySeat: "My seat in the room",
    look: "Light or dark",
    rehearsal: "Rehearsal",
    lobby: "Loading the room",
    notFacilitator: "This seat does not steer this workshop.",
    notFacilitatorHelp: "Ask the lead for a link for co-facilitators, or take part from the seat.",
    toSeat: "Go to the seat",
  },

  agenda: {
    title: "Agenda",
    fact: (minutes: number) => (minutes > 0 ? `${minutes} minutes planned` : "no minutes planned"),
    minutes: (minutes: number) => (minutes > 0 ? count(minutes, "minute", "minutes") : "no minutes planned"),
    now: "The room is here",
    done: "done",
    add: "Add a step",
    addBoard: "Add a board",
    empty: "There is no agenda yet.",
    emptyHelp: "Add the first step; the room goes where you lead it.",
    more: (minutes: number) => `${minutes > 0 ? form(minutes, "minute", "minutes") : ""}: what can be done`,
    go: "Take the room here",
    goAgain: "Press again to go",
    edit: "Edit",
    up: "Up",
    down: "Down",
    addAfter: "Add after",
    remove: "Remove",
    removeAgain: "Press again to remove",
    removed: (title: string) => `“${title}” is off the agenda. What stands on its board stays.`,
    wentTo: (number: number, title: string) => `The room is in step ${number}, ${title}.`,
  },

  now: {
    stepOf: (number: number, all: number, kind: StepKind) => `Step ${number} of ${all}, ${kinds[kind]}`,
    lobbyFact: "Not started",
    lobby: "The room is in the lobby",
    lobbyHelp: "People can come in and see the title. Start with the first step when you are ready.",
    planned: (minutes: number) => form(minutes, "minute planned", "minutes planned"),
    noQuestion: "No question is set for this step.",
    edit: "Edit this step",
    undo: "Undo my last act",
    nothingToUndo: "You have done nothing here that can be undone.",
    work: "Work on the board",
    backTo: (number: number) => `Back to ${number}`,
    nextTo: (number: number) => `Next: ${number}`,
    start: "Start with",
    again: (number: number) => `Press again: go to ${number}`,
    atStart: "First step",
    atEnd: "Last step",
    rule: "Next asks once more. Moving reveals nothing, closes nothing and deletes nothing.",
    remains: {
      hidden: "What was written here stays hidden until you reveal it.",
      "ballot-open": "The ballot stays open, and people can still vote.",
      "ballot-not-opened": "The ballot has not been opened yet.",
    } satisfies Record<Remains, string>,
    consequence: (title: string, remains: readonly string[]) =>
      [`Everybody’s screen and the walls go to “${title}”.`, ...remains, "You can come back at any time."].join(" "),
    stay: "Stay here",
  },

  writing: {
    title: "Writing",
    hidden: "hidden until you reveal it, from you too",
    atTables: "tables see their own notes",
    open: "everybody sees each note at once",
    openEntries: "everybody sees each entry at once",
    revealed: "the private writing is over",
    written: (some: number, all: number) => `${some} of ${all} have written`,
    waits: (some: number, all: number, finished: number) =>
      `${some} of ${all} ${form(some, "has", "have")} written, ${finished} ${form(finished, "says", "say")} they have finished; hidden until you reveal.`,
    finished: (number: number) => `${count(number, "person says", "people say")} they have finished.`,
    noneFinished: "Nobody has said yet that they have finished.",
    handOut: "Hand notes to tables…",
    handOutHelp: "What people wrote privately on this board goes to their own table; only the table sees it.",
    handed: (cards: number) =>
      `Notes were handed to the tables. ${count(cards, "card", "cards")} posted by tables so far.`,
    notCounted: "Facilitators and observers are not counted.",
    reveal: "Reveal…",
    notes: (number: number) => `${count(number, "note", "notes")} on the board`,
    entries: (number: number) => `${count(number, "entry", "entries")} on the timeline`,
    hint: (limit: number) => `At most ${count(limit, "note", "notes")} a person.`,
    hintEntries: (limit: number) => `At most ${count(limit, "entry", "entries")} a person.`,
  },

  reveal: {
    title: "Reveal what was written?",
    says: (title: string) =>
      `Everybody sees at once what was written privately in “${title}”. The order says nothing about who wrote first.`,
    cards: (number: number) =>
      `${count(number, "card goes", "cards go")} on the board, in shuffled order. What else the tables have can then be read by everybody under “Off the board”.`,
    final: "This is final: what has been seen cannot be hidden again.",
    begin: "Reveal to everybody",
    counting: "Revealing in",
    done: "Everybody sees what was written.",
  },

  handOut: {
    title: "Hand notes to tables?",
    says: "What people wrote privately on this board goes to the table where they sit. Everybody at a table reads its notes; nobody else does, and from now on only facilitators seat people.",
    final: "This is final: what a table has read cannot be hidden from it again.",
    begin: "Hand to tables",
    counting: "Handing out in",
    done: "Each table has the notes of its people.",
  },

  ballot: {
    title: "Ballot",
    turnout: "Turnout",
    hidden: "totals stay hidden until you close, from you too",
    none: "No ballot is set for this step. Edit the step to add one.",
    prepared: "not opened yet",
    preparedHelp: "Choose the options, then open it. From then on the options are frozen.",
    open: "Choose options and open…",
    close: "Close the ballot…",
    fromFirstDot: "A paper counts from the first mark.",
    still: (number: number) =>
      number === 0
        ? "Everybody who can vote has handed in a paper; each can still change it."
        : `${number} without a paper.`,
    offline: (number: number) => `${number} offline; what they handed in is kept.`,
    options: (number: number, budget: number) =>
      `${count(number, "option", "options")}, ${count(budget, "dot", "dots")} a person.`,
    closed: "closed",
    voted: (some: number, all: number) => `${some} of ${all} voted`,
    result: "The ranking is on the wall and on everybody’s screen in each step that works with this ballot.",
    closeTitle: "Close the ballot?",
    closeSays: (some: number, all: number, finished: number | null) =>
      `${some} of ${all} have handed in a paper${finished === null ? "" : `, ${finished} ${form(finished, "says", "say")} they have finished`}. The papers are counted and everybody sees the result.`,
    closeFinal: "This is final: a closed ballot cannot be opened again, and nobody can change a paper.",
    closeBegin: "Close and count",
    closeCounting: "Closing in",
    closeDone: "The ballot is closed and counted.",
  },

  board: {
    clusters: "Clusters",
    clustersFact: (clusters: number, notes: number) =>
      `${count(clusters, "cluster", "clusters")}, ${count(notes, "note", "notes")}`,
    none: "Nothing stands on this board yet.",
    lanes: "Entries by lane",
    levels: "Notes by level",
    thin: (level: string) => `Few notes on “${level}”: read its prompt aloud?`,
    work: "Work on the board",
    back: "Back to the console",
    missing: "This board cannot be worked on here. Its content is in the export.",
  },

  people: {
    title: "People",
    here: (here: number, offline: number, observers: number) =>
      list([
        `${here} here`,
        ...(offline > 0 ? [`${offline} offline`] : []),
        ...(observers > 0 ? [count(observers, "observer", "observers")] : []),
      ]),
    table: "Table",
    noTable: "none",
    noGroup: "no group given",
    otherGroups: "further groups",
    hereColumn: "Here",
    all: "All",
    of: (all: number) => `of ${all}`,
    cell: (here: number, away: number) => (away > 0 ? `${here} here, ${away} offline` : `${here} here`),
    offlineAt: (number: number) => `${number} offline`,
    nobody: "Nobody here yet.",
    nobodyHelp: "The seats are free. Show the code on the wall, or send people the link.",
    showCode: "Show the code",
    makeLink: "Make a link",
    everybody: "Everybody…",
    facilitators: "Facilitators and observers",
    offline: "Offline",
    moreOffline: (number: number) => `and ${number} more`,
    search: "Search a person",
    searchHint: "Name, perspective or role",
    found: (number: number) => count(number, "person", "people"),
    nobodyFound: "Nobody fits. Try a part of the name.",
    proxy: "Add a person without a device",
    seat: "Seat people at tables",
    you: "you",
    connected: "here",
    away: "offline",
    byProxy: "without a device",
    role: "Role",
    onlyLead: "Only the lead appoints and dismisses facilitators.",
    name: "Name",
    perspective: "Perspective",
    noPerspective: "Not given",
    sendAway: "Send away",
    sendAwayAgain: "Press again to send away",
    sendAwayHelp: "Their devices are signed out; what they wrote stays.",
    sentAway: (name: string) => `${name} was sent away. What they wrote stays.`,
    letIn: "Let back in",
    letInHelp: (name: string) =>
      `Works once: whoever opens it is ${name}, on the device they open it with. Show it to them alone.`,
    roleSet: (name: string, role: Role) => `${name}: ${roles[role].toLowerCase()} from now on.`,
    seated: (name: string, table: string | null) =>
      table === null ? `${name} sits at no table.` : `${name} sits at table ${table}.`,
    saved: "Saved.",
    unnamedMember: "Without a name here",
    close: "Done",
    details: (name: string) => `${name}: open`,
  },

  proxy: {
    title: "Add a person without a device",
    says: "Your device speaks for them: from your seat you can write and vote in their name, as they tell you.",
    add: "Add the person",
    speakFor: (name: string) => `Speak for ${name}`,
    added: (name: string) => `${name} is in the room; your device speaks for them.`,
  },

  tables: {
    title: "Tables",
    name: "Name of the table",
    add: "Add a table",
    rename: "Rename",
    remove: "Remove",
    removeAgain: "Press again to remove",
    people: (number: number) => (number === 0 ? "nobody yet" : count(number, "person", "people")),
    none: "There are no tables yet.",
    noneHelp: "Add the tables of the room; then people can be seated at them.",
    spread: (number: number) => `Seat the ${count(number, "person", "people")} without a table`,
    spreadHelp: "Groups are mixed; whoever has a table keeps it.",
    spreadDone: (number: number) => `${count(number, "person is", "people are")} seated.`,
    allSeated: "Everybody has a table.",
    anew: "Seat everybody anew",
    anewHelp: "Everybody gets a place, hosts one a table first. You can undo it.",
    balanced: "Every group at every table",
    random: "At random",
    label: (name: string) => `Table ${name}`,
  },

  balance: {
    title: "Balance of notes",
    fact: "only facilitators see this",
    explained: "The mark is each group’s share of the people.",
    quiet: (groups: readonly string[]) => `${list(groups)} ${form(groups.length, "has", "have")} written least.`,
    share: (group: string, share: number, fair: number) => `${group}: ${share} % of the notes, ${fair} % of the people`,
    percent: (share: number) => `${share} %`,
  },

  look: {
    title: "To look at",
    nothing: "Nothing needs you here at the moment.",
    hidden: (number: number, title: string) => `Step ${number} ${title}: written in private and not revealed yet`,
    hiddenHelp: "What people wrote there is hidden until you reveal it.",
    unnamed: (number: number) => `${count(number, "cluster has", "clusters have")} no name yet.`,
    short: (name: string) => `“${name}” is a topic, not a sentence.`,
    shortHelp: "A name of four words or more says what the notes say.",
    alike: (one: string, other: string) => `“${one}” and “${other}” read alike.`,
    alikeHelp: "Merge them, or make the difference clear, before the ballot.",
    refused: "Something from this device was refused.",
    noTable: (number: number) => `${count(number, "person has", "people have")} no table.`,
    deleted: (number: number) => `${count(number, "note was", "notes were")} deleted.`,
    open: "Look",
    dismiss: "I have read it",
  },

  wall: {
    title: "On the wall",
    screens: (number: number) =>
      number === 0 ? "no screen connected" : `${count(number, "screen", "screens")} connected`,
    preview: (what: string) => `The walls show: ${what}`,
    open: "Open a wall…",
    none: "A wall is a big screen everybody can read. Open one on the machine at the projector.",
    dialog: "Open a wall",
    here: "Open in a new window",
    hereHelp: "Move the window to the projector, then press F for the full screen.",
    keys: "On the wall’s own keyboard the arrows turn pages and D makes it dark or light.",
    elsewhere: "Or on another machine",
    elsewhereHelp: "Open this address there. It shows the workshop, and nothing can be done with it.",
    blocked: "The browser did not open a window. Use the link instead.",
  },

  undo: { done: "Your last act is taken back." },

  health: {
    title: "Health",
    live: "Connected live.",
    polling: "Connected by short requests: slower, nothing is lost.",
    connecting: "Connecting to the server.",
    offline: "No connection. What you do waits here and goes out by itself.",
    stopped: "The connection has ended.",
    stored: "All you see is stored.",
    waiting: (number: number) => `${count(number, "act waits", "acts wait")} to be sent.`,
    notDurable: "This browser cannot keep unsent acts over a reload. Do not close the tab while something waits.",
    reload: "Load the page again",
    reconnect: "Try again now",
    goOn: "Go on with what the server has",
    copy: "Save a copy of what this page holds",
  },
};
