/** Says on our element whether the dashboard's theme is light or dark, which decides our status colours; gives what ends it. */
export const followHostTheme = (place: HTMLElement): (() => void) => {
  const follow = () => {
    const ground = getComputedStyle(place).getPropertyValue('--background-base');
    place.dataset['scheme'] = isLight(ground) ? 'light' : 'dark';
  };
  follow();
  // The dashboard sets its palette as inline variables of the document.
  const observer = new MutationObserver(follow);
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  return () => observer.disconnect();
};

/** Whether a colour, however it is written, is nearer to white than to black. */
const isLight = (colour: string): boolean => {
  const canvas = document.createElement('canvas').getContext('2d');
  if (canvas === null) return false;
  canvas.fillStyle = colour.trim() || 'black';
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 128;
};
