// Handing a file to the person at the screen.

/** Time after which a browser has certainly begun to read the file, ms. */
const READ_BY_MS = 60_000;

/** Saves a file under a name, as a download. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), READ_BY_MS);
}
