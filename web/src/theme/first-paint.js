// Runs before the first paint, so that the page never shows in one theme and then in another (see theme.ts).
try {
  document.documentElement.dataset.theme = localStorage.getItem('profile-builder.theme') ?? 'system';
} catch {
  // Storage can be forbidden; the document then keeps its own "system".
}
