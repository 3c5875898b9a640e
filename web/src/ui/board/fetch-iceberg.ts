// Fetches what an iceberg is read and linked with. An agenda without one never asks for it.

/** Fetches the iceberg, once; without the network it may be asked for again. */
export const fetchIceberg = () => import("./IcebergBoard.svelte");
