package notso.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layers of the module; doc/architecture.md draws them. */
class ArchitectureTest {

    /** Fewer would mean that the rules look at the wrong place. */
    private static final int LEAST_CLASSES = 150;

    private static JavaClasses code;

    @BeforeAll
    static void read() {
        code =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("notso.inference");
    }

    @Test
    void looksAtTheWholeModule() {
        assertTrue(code.size() >= LEAST_CLASSES, () -> "only " + code.size() + " classes");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("notso.inference.(**)").should().beFreeOfCycles().check(code);
    }

    @Test
    void theApiKnowsNoPackageBelowIt() {
        noClasses()
                .that()
                .resideInAPackage("notso.inference")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("notso.inference.*..")
                .check(code);
    }

    @Test
    void nothingKnowsTheUserInterface() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "notso.app..", "java.awt..", "javax.swing..")
                .check(code);
    }

    @Test
    void nativeCallsStayInTheirPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("notso.inference.llamacpp..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .check(code);
    }

    @Test
    void eachLibraryStaysInItsPackage() {
        onlyIn("notso.inference.jllama..", "de.kherud..");
        onlyIn("notso.inference.tokenizer..", "ai.djl..");
        onlyIn("notso.inference.cli..", "picocli..");
    }

    @Test
    void enginesAreOpenedByTheHostAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "notso.inference.llamacpp..",
                        "notso.inference.jllama..",
                        "notso.inference.host..",
                        "notso.inference.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("notso.inference.llamacpp..", "notso.inference.jllama..")
                .check(code);
    }

    @Test
    void stagesKnowNoEngine() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "notso.inference.stream..",
                        "notso.inference.gguf..",
                        "notso.inference.template..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "notso.inference.llamacpp..",
                        "notso.inference.jllama..",
                        "notso.inference.scripted..",
                        "notso.inference.host..")
                .check(code);
    }

    @Test
    void noClassIsNamedForNothing() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(code);
    }

    private static void onlyIn(String home, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(code);
    }
}
