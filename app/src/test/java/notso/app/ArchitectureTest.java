package notso.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import javafx.application.Platform;
import javafx.scene.Node;

import org.junit.jupiter.api.Test;

/** The directions of DESIGN: view, view model, answer service, inference API. */
class ArchitectureTest {

    private static final JavaClasses APP =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("notso.app");

    @Test
    void enoughClassesAreSeenForTheRulesToMeanAnything() {
        assertTrue(APP.size() >= 50, "classes: " + APP.size());
    }

    @Test
    void onlyTheGatewayEntersTheFxThread() {
        noClasses()
                .that()
                .areNotAssignableTo(FxGateway.class)
                .should()
                .callMethod(Platform.class, "runLater", Runnable.class)
                .check(APP);
        classes()
                .that()
                .areAssignableTo(FxGateway.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Platform.class)
                .check(APP);
    }

    @Test
    void viewModelsKnowNoScene() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .or()
                .haveSimpleName("ModelState")
                .or()
                .haveSimpleName("TranscriptItem")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javafx.scene..", "javafx.stage..", "javafx.application..", "atlantafx..")
                .check(APP);
    }

    @Test
    void conversationAndAnswersKnowNoJavaFx() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "notso.app.conversation..",
                        "notso.app.context..",
                        "notso.app.engine..",
                        "notso.app.answer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "notso.app.view..", "notso.app")
                .check(APP);
    }

    @Test
    void viewsKnowOnlyTheContractsOfInference() {
        noClasses()
                .that()
                .resideInAPackage("notso.app.view..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "notso.inference.gguf..",
                        "notso.inference.smollm3..",
                        "notso.inference.template..",
                        "notso.inference.tokenizer..",
                        "notso.inference.llamacpp..",
                        "notso.inference.jllama..",
                        "notso.inference.scripted..",
                        "notso.inference.host..",
                        "notso.inference.cli..")
                .check(APP);
        noClasses()
                .that()
                .areAssignableTo(Node.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("notso.app.conversation..", "notso.inference.stream..")
                .check(APP);
    }

    @Test
    void theApplicationKnowsNoBackendAndNoFileFormat() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "notso.inference.gguf..",
                        "notso.inference.smollm3..",
                        "notso.inference.llamacpp..",
                        "notso.inference.jllama..",
                        "notso.inference.cli..",
                        "notso.inference.host.protocol..",
                        "de.kherud..",
                        "ai.djl..")
                .check(APP);
        noClasses()
                .that()
                .doNotHaveSimpleName("Tokenizers")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("notso.inference.tokenizer..")
                .check(APP);
    }

    @Test
    void stylesLiveInStylesheets() {
        noClasses().should().callMethod(Node.class, "setStyle", String.class).check(APP);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("notso.app.(**)").should().beFreeOfCycles().check(APP);
    }
}
