package dev.reflux.drawing;

import java.nio.file.*;
import org.junit.jupiter.api.Test;

class SvgDrawingTests {
    @Test
    void time() throws Exception {
        for (int i = 0; i < 5; i++) {
            long t = System.nanoTime();
            GraphPicture p = Pictures.thousand();
            long u = System.nanoTime();
            String s = SvgDrawing.draw(p);
            System.out.println("picture " + (u - t) / 1000000 + " draw " + (System.nanoTime() - u) / 1000000 + " chars "
                    + s.length());
            System.out.println(s.substring(0, 300).replaceAll("(?s).*(viewBox=.*height=\"\\d+).*", "$1"));
            Files.writeString(Path.of("target/1000.svg"), s);
        }
    }
}
