/** How an event reads by what it says of the flow; never said by colour alone. */
export const eventTones = { ok: 'text-text-primary', soft: 'text-warning', hard: 'text-destructive' } as const;
