/** How addresses name a command: `DecideOnSpot` → `decide-on-spot`. */
export const slugOf = (name: string): string => name.replace(/(?<!^)(?=[A-Z])/gu, '-').toLowerCase();
