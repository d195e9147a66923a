package dev.plumbline.tracestore.skip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * A set of values in few bits (Bloom 1970), by two hashes of each (Kirsch and Mitzenmacher 2008). What is in it is always
 * found; of what is not, about one in a hundred is found too, more where a minute has above 6,500 values.
 */
final class Bits {
    private static final int PER_VALUE = 10;
    private static final int LEAST = 64;
    private static final int MOST = 65_536;
    private static final int HASHES = 6;
    private static final int BYTE = 8;

    private Bits() {}

    /** So many bits that their number is a power of two; bit n stands in byte n / 8, the lowest first. */
    static byte[] of(Set<Value> values) {
        int wanted = Math.min(MOST, Math.max(LEAST, values.size() * PER_VALUE));
        int count = Integer.highestOneBit(wanted) == wanted ? wanted : Integer.highestOneBit(wanted) * 2;
        byte[] bits = new byte[count / BYTE];
        for (Value value : values) {
            for (int place : places(value)) {
                int bit = place & (count - 1);
                bits[bit / BYTE] |= (byte) (1 << bit % BYTE);
            }
        }
        return bits;
    }

    /** Whether the values may all be there: as the database looks, with {@code get_bit}. */
    static boolean mayHold(byte[] bits, Set<Value> values) {
        for (Value value : values) {
            for (int place : places(value)) {
                int bit = place & (bits.length * BYTE - 1);
                if ((bits[bit / BYTE] >> bit % BYTE & 1) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Its bits in a set of any size: the lowest binary digits count. Never negative. */
    static int[] places(Value value) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(value.field() + '\0' + value.key() + '\0' + value.value()));
        int first = digest.getInt();
        int step = digest.getInt() | 1;
        int[] places = new int[HASHES];
        for (int i = 0; i < HASHES; i++) {
            places[i] = first + i * step & Integer.MAX_VALUE;
        }
        return places;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
