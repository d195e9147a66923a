package dev.plumbline.ingest.decode.wire;

import dev.plumbline.ingest.decode.BadPayloadException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of one protobuf message in place. A known field number with another wire type than expected is an
 * unknown field; callers switch over the whole tag and {@link #skip} the rest. Encoding: protobuf.dev, "Encoding".
 */
public final class ProtoReader {
    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int BYTES = 2;
    private static final int START_GROUP = 3;
    private static final int END_GROUP = 4;
    public static final int FIXED32 = 5;
    private static final int MAX_GROUP_DEPTH = 32;

    private final byte[] bytes;
    private int position;
    private final int end;
    private final Oddities oddities;

    public ProtoReader(byte[] bytes, Oddities oddities) {
        this(bytes, 0, bytes.length, oddities);
    }

    private ProtoReader(byte[] bytes, int from, int end, Oddities oddities) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
        this.oddities = oddities;
    }

    /** The same place in the same bytes; what is odd from here on is told to these. */
    public ProtoReader telling(Oddities others) {
        return new ProtoReader(bytes, position, end, others);
    }

    /** Who hears what is odd about this message. */
    public Oddities oddities() {
        return oddities;
    }

    /** The tag of a field: its number and the wire type it must have. */
    public static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }

    /** The next field's tag, or 0 at the end of the message. */
    public int next() throws BadPayloadException {
        if (position >= end) {
            return 0;
        }
        int tag = (int) varint();
        if (tag >>> 3 == 0) {
            throw new BadPayloadException("not protobuf: field number 0 at byte " + position);
        }
        return tag;
    }

    public long varint() throws BadPayloadException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            require(1);
            byte b = bytes[position++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new BadPayloadException("not protobuf: a varint longer than 10 bytes at byte " + position);
    }

    public long fixed64() throws BadPayloadException {
        require(8);
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | bytes[position + i] & 0xFF;
        }
        position += 8;
        return value;
    }

    /** The submessage of a length-delimited field; shares the bytes. */
    public ProtoReader message() throws BadPayloadException {
        int length = length();
        ProtoReader message = new ProtoReader(bytes, position, position + length, oddities);
        position += length;
        return message;
    }

    public byte[] bytes() throws BadPayloadException {
        int length = length();
        byte[] value = new byte[length];
        System.arraycopy(bytes, position, value, 0, length);
        position += length;
        return value;
    }

    /** Text; malformed UTF-8 becomes U+FFFD instead of failing the neighbours. */
    public String text() throws BadPayloadException {
        int length = length();
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        if (value.indexOf('\uFFFD') >= 0 && !isUtf8(position - length, length)) {
            oddities.brokenText();
        }
        if (value.indexOf(0) >= 0) {
            oddities.nul();
        }
        return value;
    }

    private boolean isUtf8(int from, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    public int fixed32() throws BadPayloadException {
        require(4);
        int value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | bytes[position + i] & 0xFF;
        }
        position += 4;
        return value;
    }

    public void skip(int tag) throws BadPayloadException {
        skip(tag, 0);
    }

    private void skip(int tag, int depth) throws BadPayloadException {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> advance(8);
            case BYTES -> advance(length());
            case FIXED32 -> advance(4);
            case START_GROUP -> skipGroup(tag, depth);
            default -> throw new BadPayloadException("not protobuf: wire type " + (tag & 7) + " at byte " + position);
        }
    }

    private void skipGroup(int tag, int depth) throws BadPayloadException {
        if (depth >= MAX_GROUP_DEPTH) {
            throw new BadPayloadException("groups nested deeper than " + MAX_GROUP_DEPTH);
        }
        int wanted = tag(tag >>> 3, END_GROUP);
        for (int inner = next(); inner != wanted; inner = next()) {
            if (inner == 0) {
                throw new BadPayloadException("not protobuf: a group without an end");
            }
            skip(inner, depth + 1);
        }
    }

    private int length() throws BadPayloadException {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw new BadPayloadException("truncated: a field of " + Long.toUnsignedString(length) + " bytes with "
                    + (end - position) + " left at byte " + position);
        }
        return (int) length;
    }

    private void advance(int count) throws BadPayloadException {
        require(count);
        position += count;
    }

    private void require(int count) throws BadPayloadException {
        if (end - position < count) {
            throw new BadPayloadException("truncated at byte " + position);
        }
    }
}
