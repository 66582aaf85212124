import { fileURLToPath } from 'node:url';

/** The absolute path of a file in `src/media`, by its name in `library.json`. */
export const mediaPath = (media: string): string => fileURLToPath(new URL(`./media/${media}`, import.meta.url));
