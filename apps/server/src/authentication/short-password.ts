/** Minimum length of NIST SP 800-63B section 3.1.1.2. */
const SHORTEST = 8;

/** Whether a password has fewer than eight characters. */
export const isShortPassword = (password: string): boolean => Array.from(password.normalize('NFC')).length < SHORTEST;

/** Advice that follows the name of the setting. */
export const shortPasswordAdvice: string = `has fewer than ${SHORTEST} characters and can be guessed; choose a longer one.`;
