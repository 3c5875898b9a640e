import { expect, type Screen, test } from "./harness.ts";
import {
  expectConnected,
  expectSaved,
  gather,
  join,
  noteOn,
  openWall,
  statusOn,
  takeRoomTo,
  writeNote,
} from "./people.ts";

/** Long enough for a page that waits longer with every failure to ask again. */
const PATIENCE = 30_000;

/** Each note stands once among what the room has written, wherever one looks. */
async function expectOnce(texts: readonly string[], screens: readonly Screen[]): Promise<void> {
  for (const screen of screens) {
    for (const text of texts) await expect(noteOn(screen, text), screen.name).toHaveCount(1, { timeout: PATIENCE });
  }
}

test("notes written without a network wait in sight and are sent once, whether the loss was told or not", async ({
  open,
}) => {
  const { console, ana, ben } = await gather(open, "education");
  const wall = await openWall(console, open);
  await takeRoomTo(console, "Tables choose five");
  const anas = ["Plans count visits, not years.", "A cure is paid once and saves for decades."];
  const bens = ["Nobody follows patients for fifteen years.", "Registries end with the grant."];
  await writeNote(ana, "Written while all was well.");
  await expect(noteOn(ben, "Written while all was well.")).toBeVisible();

  await ana.loseNetwork();
  ben.loseNetworkSilently();
  for (const note of anas) await writeNote(ana, note);
  for (const note of bens) await writeNote(ben, note);
  // What the browser knows is said at once; what nobody tells shows by what is not answered.
  await expect(statusOn(ana, /Offline.*\b2\b/)).toBeVisible();
  await expect(statusOn(ben, /2 waiting to be sent|Offline.*\b2\b/)).toBeVisible();
  await expect(noteOn(wall, "Written while all was well.")).toBeVisible();
  for (const note of [...anas, ...bens]) await expect(noteOn(wall, note)).toHaveCount(0);

  await ana.regainNetwork();
  await ben.regainNetwork();
  for (const screen of [ana, ben]) await expectConnected(screen, PATIENCE);
  await expectOnce([...anas, ...bens], [wall]);
  await expectOnce(anas, [ben]);
  await expectOnce(bens, [ana]);
  await expect(console.page.getByText("5 notes on the board").first()).toBeVisible();
});

test("a server that dies and comes back loses nothing, and what was not answered goes out after a reload", async ({
  open,
  server,
}) => {
  const { console, ana, ben } = await gather(open, "education");
  for (const screen of [console, ana, ben]) screen.faults.allowLostConnections();
  await takeRoomTo(console, "Tables choose five");
  await writeNote(ana, "Answered before the end.");
  await expectSaved(ana);

  await server.kill();
  const waiting = ["Typed into the void, and kept.", "Typed after it, and kept too."];
  for (const note of waiting) await writeNote(ana, note);
  // Calm words: what is happening, and that nothing is lost by it.
  await expect(statusOn(ana, /2 waiting to be sent|Offline.*\b2\b/)).toBeVisible();
  await expect(statusOn(ben, /Connecting|Offline: you can go on/)).toBeVisible();
  await expect(noteOn(ben, "Answered before the end.")).toBeVisible();
  // Silence before the server is back: the reload is certain to come first.
  ana.wire.silence();
  await server.start();
  ana.wire.cut();
  ana.wire.mend();
  await ana.page.reload();

  await expectConnected(ana, PATIENCE);
  await expectOnce([...waiting, "Answered before the end."], [ben]);
  await expect(console.page.getByText("3 notes on the board").first()).toBeVisible({ timeout: PATIENCE });
  for (const note of waiting) await expect(noteOn(ana, note).first()).toBeVisible();
});

test("a note whose answer was lost is not posted twice", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  await takeRoomTo(console, "Tables choose five");
  // From now on Ana's browser hears all that happens, except the answers to what it asks.
  let deaf = true;
  await ana.context.routeWebSocket(/\/ws$/, (page) => {
    const server = page.connectToServer();
    server.onMessage((message) => {
      if (!(deaf && /^\{"type":"ack"/.test(String(message)))) page.send(message);
    });
  });
  await ana.page.reload();
  await expectConnected(ana);
  await writeNote(ana, "Said once, though the answer never came.");
  await expect(noteOn(ben, "Said once, though the answer never came.")).toBeVisible();
  await expect(statusOn(ana, "1 waiting to be sent")).toBeVisible();

  deaf = false;
  await ana.page.reload();
  await expectSaved(ana);
  await expectOnce(["Said once, though the answer never came."], [ben]);
  await expect(console.page.getByText("1 note on the board").first()).toBeVisible();
});

test("a seat has several tabs, and goes on on another device by its way back", async ({ open }) => {
  const { console, ana, ben } = await gather(open, "education");
  await takeRoomTo(console, "Tables choose five");
  const tab = await ana.newTab();
  await tab.goto(ana.page.url());
  await tab.getByRole("textbox", { name: "Your note" }).fill("Written in the second tab.");
  await tab.keyboard.press("Enter");
  for (const screen of [ana, ben]) await expect(noteOn(screen, "Written in the second tab.").first()).toBeVisible();
  // One person, however many tabs.
  await expect(ben.page.getByText("2 here").filter({ visible: true })).toBeVisible();
  await ana.page.getByRole("button", { name: "Edit note 1" }).click();
  await ana.page.getByRole("textbox", { name: "Change your note" }).fill("Changed in the first tab.");
  await ana.page.keyboard.press("Control+Enter");
  await expect(tab.getByText("Changed in the first tab.").first()).toBeVisible();

  await ana.page.getByRole("button", { name: "Your seat, way back and settings" }).click();
  await ana.page.getByRole("button", { name: "My way back" }).click();
  await ana.page.getByRole("button", { name: "Make the link" }).click();
  const way = await ana.page.getByRole("dialog").getByLabel("Link").inputValue();
  await ana.context.close();

  const phone = await open("phone", "Ana's phone");
  await phone.page.goto(way);
  await expect(phone.page.getByRole("heading", { name: "Welcome back, Ana Lopez" })).toBeVisible();
  await phone.page.getByRole("button", { name: "Take my seat" }).click();
  await phone.page.waitForURL(/\/w\//);
  await expect(noteOn(phone, "Changed in the first tab.").first()).toBeVisible();
  await expect(ben.page.getByText("2 here").filter({ visible: true })).toBeVisible();
  // The same seat: what she wrote is hers to change.
  await phone.page.getByRole("button", { name: "Edit or delete note 1" }).click();
  await phone.page.getByRole("button", { name: "Edit note 1" }).click();
  await phone.page.getByRole("textbox", { name: "Change your note" }).fill("Changed on the phone.");
  await phone.page.keyboard.press("Control+Enter");
  await expect(noteOn(ben, "Changed on the phone.")).toBeVisible();
});

test("where WebSockets do not get through, a seat works by short requests", async ({ open }) => {
  const { console, ana, door } = await gather(open, "education");
  await takeRoomTo(console, "Tables choose five");
  const barred = await open("laptop", "seat behind a proxy");
  barred.faults.allowLostConnections();
  // As a proxy does that knows no WebSockets: the handshake is answered with an error.
  await barred.context.addInitScript(() => {
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
      constructor(address: string | URL, protocols?: string | string[]) {
        const barredAddress = new URL(address);
        barredAddress.pathname = "/api/nothing-here";
        super(barredAddress, protocols);
      }
    };
  });
  await join(barred, door, "Chris Weber", "Bioethicist");
  await expect(statusOn(barred, "Connected by short requests")).toBeVisible({ timeout: PATIENCE });
  await writeNote(barred, "Even our firewall lets this through.");
  await expect(noteOn(ana, "Even our firewall lets this through.")).toBeVisible();
  await writeNote(ana, "And back it comes.");
  await expect(noteOn(barred, "And back it comes.")).toBeVisible();
  await expect(statusOn(barred, "Connected by short requests")).toBeVisible();
  await expectOnce(["Even our firewall lets this through."], [ana]);
});
