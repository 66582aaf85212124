/** Whether an Accept-Encoding header (RFC 9110 section 12.5.3) names gzip with a weight above 0. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  if (typeof header !== 'string') return false;
  for (const part of header.split(',')) {
    const [coding = '', weight = ''] = part.split(';');
    if (!/^(gzip|x-gzip)$/i.test(coding.trim())) continue;
    return !/^q=0(\.0*)?$/i.test(weight.trim());
  }
  return false;
}
