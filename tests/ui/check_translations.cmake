# Fails when lupdate would change a catalogue, or a text of one is unfinished. To bring them up to date:
# packaging/update_translations.sh
set(failed FALSE)
foreach(language en ja)
  set(kept ${SOURCE}/translations/latentbrush_${language}.ts)
  set(fresh ${WORK}/latentbrush_${language}.ts)
  file(MAKE_DIRECTORY ${WORK})
  file(COPY_FILE ${kept} ${fresh})
  set(options -I . -locations none -no-obsolete -source-language en -target-language ${language})
  if(language STREQUAL en)
    list(APPEND options -pluralonly)
  endif()
  execute_process(
    COMMAND ${LUPDATE} ui app ${options} -ts ${fresh}
    WORKING_DIRECTORY ${SOURCE}
    RESULT_VARIABLE result
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "lupdate failed: ${output}")
  endif()
  file(READ ${kept} kept_text)
  file(READ ${fresh} fresh_text)
  if(NOT kept_text STREQUAL fresh_text)
    message("${kept} is not what the sources say: run packaging/update_translations.sh")
    set(failed TRUE)
  endif()
  string(REGEX MATCHALL "<source>[^<]*</source>[^<]*<translation type=\"unfinished\"" unfinished "${fresh_text}")
  foreach(text IN LISTS unfinished)
    string(REGEX REPLACE "</source>.*" "" text "${text}")
    message("not translated (${language}): ${text}")
    set(failed TRUE)
  endforeach()
endforeach()
if(failed)
  message(FATAL_ERROR "translations are not complete")
endif()
