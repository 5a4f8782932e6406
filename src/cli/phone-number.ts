export { phoneNumber } from "../attach/phone-number.js";
