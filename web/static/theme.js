// Before the first paint: the chosen theme, or none for the system's.
{
  const theme = localStorage.getItem('emberline.theme');
  if (theme) document.documentElement.dataset.theme = theme;
  const language = localStorage.getItem('emberline.language') || navigator.language;
  document.documentElement.lang = language.startsWith('de') ? 'de' : 'en';
}
