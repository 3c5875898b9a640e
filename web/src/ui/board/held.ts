// A list that stands still while it is read. What others change waits until it is asked for; what one did oneself
// shows at once. Pure.

/**
 * The list to show after a change: as before, without items that left by one's own act, with items that came by
 * one's own act put behind their nearest neighbour. `own` says whether an item is where one has put it oneself.
 */
export function settle<Id extends string>(
  shown: readonly Id[],
  actual: readonly Id[],
  own: (id: Id) => boolean,
): readonly Id[] {
  const there = new Set(actual);
  const result = shown.filter((id) => there.has(id) || !own(id));
  const known = new Set(shown);
  let changed = result.length !== shown.length;
  for (const [index, id] of actual.entries()) {
    if (known.has(id) || !own(id)) continue;
    let at = 0;
    for (let before = index - 1; before >= 0; before -= 1) {
      const neighbour = actual[before];
      const place = neighbour === undefined ? -1 : result.indexOf(neighbour);
      if (place >= 0) {
        at = place + 1;
        break;
      }
    }
    result.splice(at, 0, id);
    known.add(id);
    changed = true;
  }
  return changed ? result : shown;
}

/** Adds what is new at the end, where it moves nothing that is being read. */
export function append<Id extends string>(shown: readonly Id[], actual: readonly Id[]): readonly Id[] {
  const known = new Set(shown);
  const came = actual.filter((id) => !known.has(id));
  return came.length === 0 ? shown : [...shown, ...came];
}

/** How many changes wait between a list as it is shown and as it is. */
export function waitingIn<Id extends string>(shown: readonly Id[], actual: readonly Id[]): number {
  if (shown === actual) return 0;
  const placeOf = new Map(actual.map((id, place) => [id, place]));
  const places: number[] = [];
  let gone = 0;
  for (const id of shown) {
    const place = placeOf.get(id);
    if (place === undefined) gone += 1;
    else places.push(place);
  }
  const came = actual.length - places.length;
  return gone + came + (places.length - longestRise(places));
}

/** Length of the longest rising run that may leave items out: what it leaves out has changed its place. */
function longestRise(places: readonly number[]): number {
  const ends: number[] = [];
  for (const place of places) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    ends[low] = place;
  }
  return ends.length;
}
