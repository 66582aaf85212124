/** What Windows refuses, control characters, and what XML 1.0 cannot hold. */
const refused = /[<>:"/\\|?*\p{Cc}\ufffe\uffff]/gu;

/**
 * What is not seen but changes how a name is read: marks that turn the direction of what follows, which make `gpj.exe` look like
 * `exe.jpg`, line breaks, spaces without a width, and fillers.
 */
const deceptive =
  /[\p{Bidi_Control}\u2028\u2029\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u00ad\u115f\u1160\u180e\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;

/** Joiners are part of emoji and of some scripts; elsewhere they make two names that look the same. */
const looseJoiners = /(?<=[\p{ASCII}]|^)[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+(?=[\p{ASCII}]|$)/gu;

/** Puts `_` in the place of every character that a name cannot hold or that hides what the name is. */
export const replaceUnsafe = (text: string): string =>
  text.replace(refused, '_').replace(deceptive, '_').replace(looseJoiners, '_');
