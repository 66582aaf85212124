import type { SidecarData } from '@immich-webdav/core';
import type { PropertyName } from '../packet/packet.ts';
import { bag, inAnyLanguage, sequence, type Value } from '../packet/values.ts';
import { dateOf } from './date.ts';
import { positionOf } from './position.ts';
import { innermost, tagNames, tagPaths } from './tags.ts';
import { textOf, textsOf } from './text.ts';

/**
 * All properties of a sidecar in their order. One value goes to every property that some reader supports: digiKam reads
 * `TagsList`, Lightroom `hierarchicalSubject`, other programs `subject`.
 */
export function propertiesOf({ asset, people, tags: allTags }: SidecarData): Partial<Record<PropertyName, Value>> {
  const { place } = asset;
  const tags = innermost(allTags);
  const date = dateOf(asset);
  const position = positionOf(place?.latitude, place?.longitude);
  return {
    'dc:description': inAnyLanguage(textOf(asset.description)),
    'dc:subject': bag(textsOf([...tagNames(tags), ...people])),
    'digiKam:TagsList': sequence(tagPaths(tags, 'digiKam')),
    'lr:hierarchicalSubject': bag(tagPaths(tags, 'lightroom')),
    'Iptc4xmpExt:PersonInImage': bag(textsOf(people)),
    'xmp:Rating': asset.rating?.toString(),
    'xmp:CreateDate': date,
    'exif:DateTimeOriginal': date,
    'photoshop:DateCreated': date,
    'exif:GPSVersionID': position && '2.3.0.0',
    'exif:GPSLatitude': position?.latitude,
    'exif:GPSLongitude': position?.longitude,
    'photoshop:City': textOf(place?.city),
    'photoshop:State': textOf(place?.state),
    'photoshop:Country': textOf(place?.country),
  };
}
