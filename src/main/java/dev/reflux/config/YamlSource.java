package dev.reflux.config;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;

/**
 * What the values of one file share.
 *
 * @param file the file as the user knows it
 * @param interpolator replaces {@code ${NAME}}
 */
record YamlSource(String file, Interpolator interpolator) {

    /** The error at a position of the file. */
    ConfigException error(YamlNode.Position position, String sentence) {
        Place place = Place.of(file, position.line(), position.column());
        return new ConfigException(place.describe() + ": " + sentence, place);
    }
}
