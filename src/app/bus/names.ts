/** `DecideOnSpot` → `decide-on-spot` */
export const kebabCase = (name: string): string => name.replace(/(?<!^)(?=[A-Z])/gu, '-').toLowerCase();
