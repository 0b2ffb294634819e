/** Telephone numbers as people type and read them. */

/** "(202) 555-0142" -> "+12025550142"; "" when it is no number. Ten digits are taken as North American. */
export function e164(typed) {
  const digits = typed.replace(/[^\d+]/g, "");
  const full = digits.startsWith("+") ? digits : digits.length === 10 ? `+1${digits}` : `+${digits}`;
  return /^\+[1-9]\d{6,14}$/.test(full) ? full : "";
}

/** "+12025550142" -> "+1 202 555 0142". */
export function spaced(number) {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1 $2 $3");
}

/** What to call a phone: whose it is on the roster, or its number. */
export function nameOf(number, people) {
  return people.find((person) => person.phone === number)?.name ?? (number === OWNER ? "Pet owner" : spaced(number));
}

/** A fictional number for somebody whom the desk has never heard of. */
export const OWNER = "+12025550142";
