// Deleting and putting back, with the news of it: the way back stands beside the word that something is gone.

import type { LateItem, MemberId } from "../../protocol.gen";
import type { RoomClient } from "../../room/client.svelte";
import { words } from "../../words";
import { toasts } from "../kit/toasts.svelte";
import { deleteItem, restoreItem } from "./author";
import { speakerOf } from "./speaker.svelte";

/** Deletes a note or an entry. `said`: that it is gone. */
export async function remove(client: RoomClient, item: LateItem, said: string): Promise<void> {
  const { member } = speakerOf(client);
  const toast = toasts.show({ text: said, undo: () => void restore(client, item, member) });
  const outcome = await deleteItem(client, item, member);
  if (outcome.kind !== "reject") return;
  toasts.dismiss(toast);
  toasts.show({ text: words.writing.notDeleted(outcome.words), icon: "warning" });
}

/** Puts back what was deleted. */
export async function restore(client: RoomClient, item: LateItem, member: MemberId | null): Promise<void> {
  const outcome = await restoreItem(client, item, member);
  if (outcome.kind === "reject") toasts.show({ text: words.writing.notRestored(outcome.words), icon: "warning" });
  else if (outcome.kind === "ack") toasts.show({ text: words.writing.restored, icon: "check" });
}
