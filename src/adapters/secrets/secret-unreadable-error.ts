/** The key or a sealed file cannot be used; its message is for people, `code` for programs. */
export class SecretUnreadableError extends Error {
  readonly code = 'secret/unreadable';
  override readonly name = 'SecretUnreadableError';
}
