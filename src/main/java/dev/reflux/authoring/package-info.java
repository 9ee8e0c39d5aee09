/** New environments and new revision files: templates, file names, atomic writing, hooks. */
@NullMarked
package dev.reflux.authoring;

import org.jspecify.annotations.NullMarked;
