/** NIST SP 800-63B section 3.1.1.2: anything shorter is guessed. */
const SHORTEST = 8;

/** Whether a password has fewer than eight characters. */
export const isShortPassword = (password: string): boolean => Array.from(password.normalize('NFC')).length < SHORTEST;

/** What to do about one, after the name of what holds it. */
export const shortPasswordAdvice: string = `has fewer than ${SHORTEST} characters and can be guessed; choose a longer one.`;
