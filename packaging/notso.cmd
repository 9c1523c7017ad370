@echo off
rem Runs a command of NotSo SmolLM3 from the built classes; "notso --help" lists them.
setlocal

set "ROOT=%~dp0.."
set "BUILT=%ROOT%\inference\target"
if not exist "%BUILT%\classes\notso\inference\cli" goto unbuilt
if not exist "%BUILT%\classpath.txt" goto unbuilt

set "JAVA="
for %%H in ("%NOTSO_JAVA%" "%JAVA_HOME%") do call :consider "%%~H"
for /f "delims=" %%J in ('where java 2^>nul') do call :consider "%%~dpJ.."
for /d %%H in ("%ProgramFiles%\Eclipse Adoptium\jdk*" "%ProgramFiles%\Java\jdk*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\zulu*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*jdk*\current") do call :consider "%%~H"
if not defined JAVA (
    echo notso needs Java 25 or newer: install a JDK 25 ^(such as Temurin^), or set JAVA_HOME to one. 1>&2
    exit /b 2
)

rem A command line has room for 8191 characters; the class path goes by a file instead.
set "ARGUMENTS=%TEMP%\notso-%RANDOM%%RANDOM%.txt"
for /f "usebackq delims=" %%C in ("%BUILT%\classpath.txt") do set "CLASSES=%%C"
set "CLASSES=%BUILT%\classes;%CLASSES%"
> "%ARGUMENTS%" echo -cp "%CLASSES:\=\\%"
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -XX:-UsePerfData --enable-native-access=ALL-UNNAMED %NOTSO_OPTS% "@%ARGUMENTS%" notso.inference.cli.NotsoCommand %*
set "STATUS=%ERRORLEVEL%"
del "%ARGUMENTS%" >nul 2>nul
exit /b %STATUS%

:unbuilt
echo notso is not built yet: run "mvn verify" (or "mvn -Prun") in %ROOT% first. 1>&2
exit /b 2

rem Takes the Java in this folder if none is taken yet and it is new enough.
:consider
if defined JAVA exit /b
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    for /f "tokens=1 delims=.-+" %%M in ("%%~V") do if %%M GEQ 25 set "JAVA=%~1\bin\java.exe"
)
exit /b
