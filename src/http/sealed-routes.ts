/**
 * Routes to what is sealed. They stand in no log line and no figure: that one was used, and how it was answered, would
 * tell that there is something (B.7).
 */
export const isSealedRoute = (route: string): boolean =>
  /^\/v1\/(cases\/:stream\/(sealed|discipline)(\/|$)|sealed\/)/u.test(route);
