/**
 * A line of a program's output as text that is safe to show: escape sequences (colours, links, titles) go, of what was
 * overwritten by a carriage return the last word stays, other control characters and those that turn the direction of
 * text become blanks.
 */
export const toPlainLine = (line: string): string => {
  if (!unusual.test(line)) return line;
  const plain = line.replaceAll(escapes, '');
  const last = plain.split('\r').findLast((part) => part !== '') ?? '';
  return last.replaceAll('\t', '    ').replaceAll(controls, ' ');
};

// oxlint-disable no-control-regex -- control characters are what this file is about
const unusual = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;
const controls = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** ECMA-48: strings (OSC, DCS, APC, PM, SOS) up to their terminator, then control sequences, then two-character escapes. */
const escapes =
  /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
