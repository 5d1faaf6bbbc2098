/**
 * Reads what the Docker Engine keeps in bolt files (go.etcd.io/bbolt): a tree of pages, of which the meta page with the highest transaction is
 * the root. The file is the student's to write: every offset is checked, and pages are visited a bounded number of times.
 */

/** A file that is not a bolt database, or one that was changed while it was read. */
export class BoltError extends Error {
  override name = "BoltError";
}

const MAGIC = 0xed0cdaed;
const HEADER = 16;
const ELEMENT = 16;
const FLAG = { branch: 0x01, leaf: 0x02 } as const;
const BUCKET_LEAF = 0x01;
const MOST_PAGES = 2_000;

/** The values of one bucket by key, keys as latin1 text. Nested buckets in it are left out. @throws BoltError */
export function readBoltBucket(data: Buffer, bucket: string): Map<string, Buffer> {
  const { pageSize, root } = newestMeta(data);
  let visited = 0;
  const at = (offset: number, length: number): Buffer => {
    if (offset < 0 || length < 0 || offset + length > data.length) throw new BoltError("an offset lies outside of the file");
    return data.subarray(offset, offset + length);
  };
  const number = (offset: number): number => Number(at(offset, 8).readBigUInt64LE(0));

  function visit(start: number, found: (key: string, value: Buffer, isBucket: boolean) => void): void {
    if (++visited > MOST_PAGES) throw new BoltError("there are too many pages");
    const header = at(start, HEADER);
    const [flags, count] = [header.readUInt16LE(8), header.readUInt16LE(10)];
    for (let index = 0; index < count; index++) {
      const element = start + HEADER + index * ELEMENT;
      if (flags & FLAG.branch) visit(number(element + 8) * pageSize, found);
      else if (flags & FLAG.leaf) {
        const [kind, position, keyLength, valueLength] = [0, 4, 8, 12].map((field) => at(element + field, 4).readUInt32LE(0));
        const key = element + position!;
        found(at(key, keyLength!).toString("latin1"), at(key + keyLength!, valueLength!), (kind! & BUCKET_LEAF) !== 0);
      } else throw new BoltError("a page is neither a branch nor a leaf");
    }
  }

  const values = new Map<string, Buffer>();
  visit(root * pageSize, (name, header, isBucket) => {
    if (!isBucket || name !== bucket || header.length < HEADER) return;
    const page = Number(header.readBigUInt64LE(0));
    // A small bucket is a page inside of the value.
    const start = page === 0 ? header.byteOffset - data.byteOffset + HEADER : page * pageSize;
    visit(start, (key, value, isNested) => {
      if (!isNested) values.set(key, value);
    });
  });
  return values;
}

function newestMeta(data: Buffer): { pageSize: number; root: number } {
  const metas = [0, pageSizeOf(data)].flatMap((start) => {
    if (start + HEADER + 64 > data.length) return [];
    const meta = data.subarray(start + HEADER, start + HEADER + 64);
    if (meta.readUInt32LE(0) !== MAGIC || fnv64(meta.subarray(0, 56)) !== meta.readBigUInt64LE(56)) return [];
    return [{ pageSize: meta.readUInt32LE(8), root: Number(meta.readBigUInt64LE(16)), transaction: meta.readBigUInt64LE(48) }];
  });
  const [first, second] = metas;
  if (!first) throw new BoltError("it has no whole meta page");
  return second && second.transaction > first.transaction ? second : first;
}

const pageSizeOf = (data: Buffer): number => (data.length >= HEADER + 12 ? data.readUInt32LE(HEADER + 8) : 0);

/** FNV-1a, 64 bits: bolt's checksum of a meta page. */
function fnv64(bytes: Buffer): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash;
}
