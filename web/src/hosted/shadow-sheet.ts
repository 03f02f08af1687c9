/** Our styles for a shadow root. `@property` counts in documents only; what it would have done is said by a rule. */
export const createShadowSheet = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const registered = [...sheet.cssRules].filter((rule) => rule instanceof CSSPropertyRule);
  const defaults = registered
    .filter(({ inherits }) => !inherits)
    .map(({ name, initialValue }) => `${name}: ${initialValue ?? 'initial'};`);
  // Before every other layer, so that whatever sets one of them wins.
  sheet.insertRule(`@layer properties { *, ::before, ::after, ::backdrop { ${defaults.join(' ')} } }`);
  return sheet;
};
