/** What `rclone lsf -R` has to list of every view over the library of `views-library.ts`: folders end in a slash. */
export const expectedViews: readonly string[] = `
Albums/
  Trips/
    2024/
      Rome/
        IMG_0003.HEIC
        IMG_0004.CR2
        IMG_0004.jpg
    archived.jpg
    beach.jpg
    clip.mp4
  Wedding/
    cake.jpg
Archive/
  2022/
    archived.jpg
Cameras/
  Apple iPhone 15/
    IMG_0003.HEIC
  Canon EOS R5/
    beach.jpg
Favorites/
  beach.jpg
Folders/
  2023/
    holiday/
      nas-1.jpg
  2024/
    nas-2.png
Memories/
  On this day/
    4 years ago/
      years-ago.jpg
Not in album/
  edited.jpg
  film.avi
  fresh.jpg
  frost.avif
  nas-1.jpg
  nas-2.png
  untouched.mov
  years-ago.jpg
Partners/
  Bob/
    bobs.jpg
    cake.jpg
People/
  Alice/
    IMG_0003.HEIC
    beach.jpg
Places/
  Italy/
    Rome/
      beach.jpg
  Japan/
    Tokyo/
      IMG_0003.HEIC
    frost.avif
Random/
  IMG_0004.CR2
  film.avi
  nas-1.jpg
  nas-2.png
  untouched.mov
Rating/
  1 star/
    frost.avif
  5 stars/
    beach.jpg
Recent/
  fresh.jpg
Searches/
  Beach/
    IMG_0003.HEIC
    beach.jpg
  Big videos/
    clip.mp4
    film.avi
    untouched.mov
  Five stars/
    beach.jpg
Shared with me/
  Bob/
    Wedding/
      cake.jpg
Tags/
  Trips/
    2024/
      IMG_0004.CR2
      Rome/
        IMG_0004.CR2
        beach.jpg
      beach.jpg
    IMG_0004.CR2
    beach.jpg
  Winter/
    frost.avif
Timeline/
  2021/
    2021-06/
      bobs.jpg
      cake.jpg
  2022/
    2022-05/
      years-ago.jpg
  2023/
    2023-01/
      frost.avif
    2023-05/
      edited.jpg
    2023-07/
      nas-1.jpg
  2024/
    2024-03/
      IMG_0003.HEIC
      IMG_0004.CR2
      IMG_0004.jpg
      beach.jpg
      clip.mp4
    2024-04/
      film.avi
      untouched.mov
    2024-07/
      nas-2.png
  2026/
    2026-05/
      fresh.jpg
Videos/
  2024/
    clip.mp4
    film.avi
    untouched.mov
`
  .split('\n')
  .filter((line) => line !== '')
  .map(toPath());

/** Reads an indented tree line by line. */
function toPath(): (line: string) => string {
  const folders: string[] = [];
  return (line) => {
    const name = line.trimStart();
    folders.length = (line.length - name.length) / 2;
    const path = folders.join('') + name;
    if (name.endsWith('/')) folders.push(name);
    return path;
  };
}
