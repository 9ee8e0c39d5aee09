package dev.reflux.sql;

import java.io.Reader;

/** Gives a text in small pieces of changing length. */
final class TrickleReader extends Reader {

    private final String text;
    private final int most;
    private int position;

    TrickleReader(String text, int most) {
        this.text = text;
        this.most = most;
    }

    @Override
    public int read(char[] target, int from, int length) {
        if (position == text.length()) {
            return -1;
        }
        int count = Math.min(Math.min(length, 1 + position % most), text.length() - position);
        text.getChars(position, position + count, target, from);
        position += count;
        return count;
    }

    @Override
    public void close() {}
}
