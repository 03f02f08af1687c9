/** Ids of flows: letters, digits, `-` and `_` only, so that one is never a path. */
export const FLOW_ID = /^[A-Za-z0-9_-]{1,64}$/;
