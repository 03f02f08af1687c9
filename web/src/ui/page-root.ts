/** Where this page's elements are looked for: the document, or the shadow root it is drawn in inside Hermes' dashboard. */
export const pageRoot = (): ParentNode => document.querySelector('[data-profile-builder]')?.shadowRoot ?? document;
