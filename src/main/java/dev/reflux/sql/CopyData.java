package dev.reflux.sql;

import java.io.Reader;

/**
 * The data lines of the {@code COPY … FROM stdin} statement before.
 *
 * @param reader the lines as they stand in the text, line ends included, without the final {@code \.}; each character is
 *     there once and only until the scanner is asked for the next item; reading throws
 *     {@link dev.reflux.error.InvalidRevisionFileException} when the text ends without {@code \.}
 * @param position where the data begins
 */
public record CopyData(Reader reader, TextPosition position) implements ScannedItem {}
