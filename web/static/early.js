{
  // A browser that may keep nothing says so by throwing.
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  // Before the first paint: the chosen theme, or none for the system's, and the language.
  const theme = kept('emberline.theme');
  if (theme) document.documentElement.dataset.theme = theme;
  const language = kept('emberline.language') || navigator.language;
  document.documentElement.lang = language.startsWith('de') ? 'de' : 'en';
  // Who was signed in here asks for their session while the app is on its way; it takes the answer.
  if (kept('emberline.signed-in')) {
    const headers = { 'X-Refresh-Token': 'cookie' };
    globalThis.askedEarly = fetch('/api/auth/refresh-token', { method: 'POST', headers });
    // Whoever takes it hears of a failure.
    globalThis.askedEarly.catch(() => undefined);
  }
}
