#include "codebook/lexicon/form_table.h"

#include <algorithm>
#include <bit>

#include "learning/hashing.h"

namespace musnad::codebook {

using learning::check_of;

namespace {

constexpr std::size_t kFirstSlots = 1 << 12;
constexpr std::size_t kPresenceBits = std::size_t{1} << 20;

}  // namespace

std::uint32_t FormTable::intern(std::string_view form) {
  if ((forms_.size() + 1) * 2 > slots_.size()) grow();
  const std::uint64_t hash = learning::hash_of(form);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].form != 0; at = (at + 1) & mask) {
    if (slots_[at].check == check_of(hash) && text_of({text_.data(), text_.size()}, forms_[slots_[at].form - 1]) == form)
      return slots_[at].form - 1;
  }
  forms_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(form.size()), 0, 0});
  text_.insert(text_.end(), form.begin(), form.end());
  slots_[at] = {check_of(hash), static_cast<std::uint32_t>(forms_.size())};
  return slots_[at].form - 1;
}

void FormTable::add(std::uint32_t id, const FormReading& reading) {
  pending_.push_back({id, reading});
  ++forms_[id].count;
}

void FormTable::grow() {
  slots_.assign(std::max(kFirstSlots, slots_.size() * 2), {});
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t id = 0; id < forms_.size(); ++id) {
    const std::uint64_t hash = learning::hash_of(text_of({text_.data(), text_.size()}, forms_[id]));
    std::size_t at = hash & mask;
    while (slots_[at].form != 0) at = (at + 1) & mask;
    slots_[at] = {check_of(hash), id + 1};
  }
}

void FormTable::freeze() {
  std::uint32_t total = 0;
  for (Form& form : forms_) {
    form.first = total;
    total += form.count;
    form.count = 0;
  }
  readings_.resize(total);
  for (const auto& [id, reading] : pending_) {
    Form& form = forms_[id];
    const auto same = [&sought = reading](const FormReading& other) {
      return other.entry == sought.entry && other.upos == sought.upos && other.voice == sought.voice &&
             other.verb_form == sought.verb_form && other.tense == sought.tense;
    };
    const auto begin = readings_.begin() + form.first, end = begin + form.count;
    const auto known = std::find_if(begin, end, same);
    if (known == end)
      readings_[form.first + form.count++] = reading;
    else if (known->number == Number::kNone)
      known->number = reading.number;
  }
  pending_ = {};
  text_view_ = {text_.data(), text_.size()};
  form_view_ = forms_;
  slot_view_ = slots_;
  reading_view_ = readings_;
  note_presence();
}

void FormTable::note_presence() {
  presence_ = learning::Presence(kPresenceBits);
  for (const Slot& slot : slot_view_)
    if (slot.form != 0) presence_.add(slot.check);
}

std::span<const FormReading> FormTable::find(std::string_view form) const {
  if (slot_view_.empty()) return {};
  const std::uint64_t hash = learning::hash_of(form);
  if (!presence_.has(check_of(hash))) return {};
  const std::size_t mask = slot_view_.size() - 1;
  for (std::size_t at = hash & mask; slot_view_[at].form != 0; at = (at + 1) & mask) {
    if (slot_view_[at].check != check_of(hash)) continue;
    const Form& candidate = form_view_[slot_view_[at].form - 1];
    if (text_of(text_view_, candidate) == form) return reading_view_.subspan(candidate.first, candidate.count);
  }
  return {};
}

void FormTable::write(learning::ModelFileWriter& file, const std::string& prefix) const {
  const auto add = [&](const char* name, const void* begin, std::size_t bytes) {
    file.add(prefix + name, {static_cast<const char*>(begin), bytes});
  };
  add("text", text_view_.data(), text_view_.size());
  add("forms", form_view_.data(), form_view_.size_bytes());
  add("slots", slot_view_.data(), slot_view_.size_bytes());
  add("readings", reading_view_.data(), reading_view_.size_bytes());
}

Result<void> FormTable::read(const learning::ModelFile& file, const std::string& prefix) {
  const auto text = file.section(prefix + "text");
  const auto forms = file.values<Form>(prefix + "forms");
  const auto slots = file.values<Slot>(prefix + "slots");
  const auto readings = file.values<FormReading>(prefix + "readings");
  if (!text) return tl::unexpected(text.error());
  if (!forms) return tl::unexpected(forms.error());
  if (!slots) return tl::unexpected(slots.error());
  if (!readings) return tl::unexpected(readings.error());
  text_view_ = *text;
  form_view_ = *forms;
  slot_view_ = *slots;
  reading_view_ = *readings;
  if (!is_sound()) return fail(ErrorCode::kModelBroken, "the tables of '" + prefix + "' do not fit each other", file.path());
  note_presence();
  return {};
}

bool FormTable::is_sound() const {
  if (form_view_.empty()) return slot_view_.empty();
  if (!std::has_single_bit(slot_view_.size()) || slot_view_.size() <= form_view_.size()) return false;
  const auto fits = [&](const Form& form) {
    return form.offset + std::size_t{form.length} <= text_view_.size() && form.first + std::size_t{form.count} <= reading_view_.size();
  };
  return std::all_of(form_view_.begin(), form_view_.end(), fits) &&
         std::all_of(slot_view_.begin(), slot_view_.end(), [&](const Slot& slot) { return slot.form <= form_view_.size(); });
}

}  // namespace musnad::codebook
