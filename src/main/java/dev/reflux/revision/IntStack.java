package dev.reflux.revision;

import java.util.Arrays;

/** A stack of numbers, for walks that may go deeper than a thread's own stack. */
final class IntStack {

    private int[] values = new int[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void push(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int peek() {
        return values[size - 1];
    }

    int pop() {
        return values[--size];
    }
}
