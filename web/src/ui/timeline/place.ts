// Where labels go when there are more of them than room at their true places: they keep their order, none covers
// another, and they move as little as possible. Isotonic regression by pooling adjacent violators.

/** A label's wish: where it would begin if it were alone, and how much room it takes, px. */
export interface Wish {
  readonly at: number;
  readonly size: number;
}

/** The stretch that labels must stay in, px. */
export interface Room {
  readonly from: number;
  readonly to: number;
}

/** The room that labels need when they stand as close as they may, px. */
export function needed(sizes: readonly number[], gap: number): number {
  return Math.max(
    0,
    sizes.reduce((sum, size) => sum + size + gap, -gap),
  );
}

/**
 * The beginnings of labels, in the order of their wishes: neighbours at least `gap` apart, all in the room, the sum of
 * squared moves least. Labels that do not fit into the room at all begin at its beginning and run over its end, still
 * without covering each other.
 */
export function place(wishes: readonly Wish[], gap: number, room: Room): number[] {
  // Taking away the room of all that stands before turns "not covering" into "not decreasing".
  const offsets: number[] = [];
  let offset = 0;
  for (const { size } of wishes) {
    offsets.push(offset);
    offset += size + gap;
  }
  const slack = room.to - room.from - Math.max(0, offset - gap);

  const pools: { sum: number; count: number }[] = [];
  wishes.forEach(({ at }, index) => {
    let pool = { sum: at - (offsets[index] ?? 0), count: 1 };
    let before = pools.at(-1);
    while (before && before.sum / before.count > pool.sum / pool.count) {
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count };
      pools.pop();
      before = pools.at(-1);
    }
    pools.push(pool);
  });

  const places: number[] = [];
  for (const { sum, count } of pools) {
    // Cutting the best answer to the room's bounds is the best answer within them.
    const level = Math.max(room.from, Math.min(sum / count, room.from + Math.max(0, slack)));
    for (let index = 0; index < count; index += 1) places.push(level + (offsets[places.length] ?? 0));
  }
  return places;
}
