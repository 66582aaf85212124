/** The properties as their specifications name them: kept apart from the code's own table, which a slip could change. */
export const names = {
  description: '{http://purl.org/dc/elements/1.1/}description',
  subject: '{http://purl.org/dc/elements/1.1/}subject',
  tagsList: '{http://www.digikam.org/ns/1.0/}TagsList',
  hierarchicalSubject: '{http://ns.adobe.com/lightroom/1.0/}hierarchicalSubject',
  personInImage: '{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}PersonInImage',
  rating: '{http://ns.adobe.com/xap/1.0/}Rating',
  createDate: '{http://ns.adobe.com/xap/1.0/}CreateDate',
  dateTimeOriginal: '{http://ns.adobe.com/exif/1.0/}DateTimeOriginal',
  dateCreated: '{http://ns.adobe.com/photoshop/1.0/}DateCreated',
  gpsVersion: '{http://ns.adobe.com/exif/1.0/}GPSVersionID',
  latitude: '{http://ns.adobe.com/exif/1.0/}GPSLatitude',
  longitude: '{http://ns.adobe.com/exif/1.0/}GPSLongitude',
  city: '{http://ns.adobe.com/photoshop/1.0/}City',
  state: '{http://ns.adobe.com/photoshop/1.0/}State',
  country: '{http://ns.adobe.com/photoshop/1.0/}Country',
} as const;
