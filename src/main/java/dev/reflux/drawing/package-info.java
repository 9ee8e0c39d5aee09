/**
 * The revision graph drawn: as text, Mermaid, Graphviz DOT, SVG and as an HTML page. Pure: a picture goes in, text comes
 * out.
 *
 * <p>Start reading at {@link dev.reflux.drawing.GraphPicture}.
 */
@NullMarked
package dev.reflux.drawing;

import org.jspecify.annotations.NullMarked;
