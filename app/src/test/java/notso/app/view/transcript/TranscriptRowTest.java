package notso.app.view.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.Test;

class TranscriptRowTest {

    private final Measured content = new Measured();
    private final TranscriptRow row = new TranscriptRow(content);

    @Test
    void aRowMeasuresItsTextOnceForAWidth() {
        assertEquals(100, row.prefHeight(400));
        int once = content.measured;
        assertEquals(100, row.prefHeight(400));
        assertEquals(100, row.minHeight(400));
        assertEquals(once, content.measured);
    }

    @Test
    void anotherWidthOrAChangeIsMeasuredAgain() {
        row.prefHeight(400);
        assertEquals(200, row.prefHeight(200));
        content.area = 80_000;
        content.requestLayout();
        assertEquals(400, row.prefHeight(200));
    }

    private static final class Measured extends Region {
        private int measured;
        private double area = 40_000;

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            measured++;
            return area / width;
        }
    }
}
